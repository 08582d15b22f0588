/**
 * A browser without scripts, for journeys by the hundred: it keeps cookies, follows links and redirects, and posts the
 * forms it is shown, with everything in them, as a browser does it. Over HTTP only, so it costs next to nothing.
 */
import { type HTMLElement, parse } from 'node-html-parser';

export type Page = { status: number; path: string; html: HTMLElement; text: string };

/** What is typed and which button is pressed: names and values of fields. */
export type Typed = Record<string, string>;

export type ScriptlessBrowser = {
  /** Every further request goes to this process; cookies stay, as behind a balancer. */
  moveTo(base: string): void;
  /** Gives it a cookie, as if a page had set it. */
  setCookie(name: string, value: string): void;
  get(path: string): Promise<Page>;
  /**
   * Posts a form of the page.
   * @param form the form element, from `page.html`
   * @param pressed name and value of the button
   */
  post(page: Page, form: HTMLElement, typed: Typed, pressed?: Typed): Promise<Page>;
  /** Posts whatever somebody makes of a form: fields in any number, files for texts. */
  postAnything(page: Page, form: HTMLElement, fields: readonly (readonly [string, string | Blob])[]): Promise<Page>;
};

/**
 * @param base origin of a web process, such as `http://localhost:3001`
 * @param origin what the product is reached by (`PUBLIC_URL`): sent as Origin, whichever process answers
 */
export function openScriptlessBrowser(base: string, origin: string): ScriptlessBrowser {
  const cookies = new Map<string, string>();
  let at = base;

  const send = async (path: string, init: RequestInit): Promise<Page> => {
    let target = path;
    let request = init;
    for (let hops = 0; hops < 6; hops += 1) {
      const headers = new Headers(request.headers);
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      headers.set('accept', 'text/html');
      const response = await fetch(new URL(target, at), { ...request, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) keep(line);
      const location = response.headers.get('location');
      const text = await response.text();
      if (location === null) return { status: response.status, path: target, html: parse(text), text };
      const next = new URL(location, new URL(target, at));
      target = next.pathname + next.search;
      request = { method: 'GET' };
    }
    throw new Error(`Redirected in circles from ${path}`);
  };

  const keep = (line: string): void => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const ends = attributes.some((attribute) => /^max-age=0$/i.test(attribute) || /^expires=.*1970/i.test(attribute));
    if (ends) cookies.delete(name);
    else cookies.set(name, value.join('='));
  };

  const postFields: ScriptlessBrowser['postAnything'] = (page, form, fields) => {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    return send(form.getAttribute('action') || page.path, { method: 'POST', body, headers: { origin } });
  };

  return {
    moveTo: (other) => {
      at = other;
    },
    setCookie: (name, value) => {
      cookies.set(name, value);
    },
    get: (path) => send(path, { method: 'GET' }),
    post: (page, form, typed, pressed = {}) =>
      postFields(page, form, Object.entries({ ...filledIn(form), ...typed, ...pressed })),
    postAnything: (page, form, fields) => postFields(page, form, fields),
  };
}

/** What a form says before anybody types: hidden fields, texts, what is checked. */
export function filledIn(form: HTMLElement): Typed {
  const fields: Typed = {};
  for (const field of form.querySelectorAll('input, textarea')) {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type') ?? 'text';
    if (name === undefined || ['submit', 'button', 'image'].includes(type)) continue;
    if (['radio', 'checkbox'].includes(type) && !field.hasAttribute('checked')) continue;
    fields[name] = field.tagName === 'TEXTAREA' ? field.textContent : (field.getAttribute('value') ?? '');
  }
  return fields;
}
