import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inbox, type InboxMessage, startInbox } from './inbox.ts';
import { freePort } from './ports.ts';

let inbox: Inbox;
const get = (path: string): Promise<Response> => fetch(inbox.url + path);

beforeAll(async () => {
  inbox = await startInbox({ http: await freePort(), smtp: 0, sms: 0 });
  const transport = nodemailer.createTransport(inbox.smtpUrl);
  await transport.sendMail({
    from: { name: 'Musterkasse', address: 'termine@musterkasse.example' },
    to: 'jemand@beispiel.example',
    messageId: '<one@musterkasse.example>',
    subject: 'Ihr Termin <script>alert(1)</script>',
    text: 'Grüße: http://localhost:3000/termin#geheim\n<b>kein Fettdruck</b>',
    html: '<p>Grüße</p><script>document.title = "x"</script>',
    attachments: [{ filename: 'termin.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }],
  });
  transport.close();
});

afterAll(() => inbox.stop());

describe('the mail inbox of the demo (PF1)', () => {
  it('gives mails as JSON, with attachments', async () => {
    const messages = (await (await get('/api/messages')).json()) as InboxMessage[];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      id: 1,
      recipients: ['jemand@beispiel.example'],
      messageId: '<one@musterkasse.example>',
      attachments: [
        {
          filename: 'termin.ics',
          contentType: 'text/calendar',
          content: expect.stringMatching(/^BEGIN:VCALENDAR\s*$/),
        },
      ],
    });
    expect((await get('/api/messages/2')).status).toBe(404);
  });

  it('shows list and mail without running or fetching anything of the mail', async () => {
    for (const path of ['/', '/messages/1']) {
      const response = await get(path);
      const page = await response.text();
      expect(page).toContain('Ihr Termin &lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page).not.toMatch(/<script|https?:\/\/(?!localhost)/);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const page = await (await get('/messages/1')).text();
    expect(page).toContain('<a href="http://localhost:3000/termin#geheim"');
    expect(page).toContain('&lt;b&gt;kein Fettdruck&lt;/b&gt;');
    expect(page).toMatch(/<iframe [^>]*sandbox="[^"]*"/);
    const html = await get('/messages/1/html');
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts)/);
  });

  it('takes SMS as a gateway does, once each, and shows them beside the mails', async () => {
    const hand = (body: object, key: string): Promise<Response> =>
      fetch(inbox.smsGatewayUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      });
    const sms = { id: 'one', to: '+4915123456789', text: '123456 <b>ist</b> Ihr Code. http://localhost:3000/t#geheim' };
    expect([(await hand(sms, 'one')).status, (await hand(sms, 'one')).status]).toEqual([202, 202]);
    expect((await hand(sms, 'other')).status).toBe(400);
    expect((await hand({ ...sms, to: '0151' }, 'one')).status).toBe(400);
    expect(await (await get('/api/sms')).json()).toMatchObject([{ id: 1, to: sms.to, text: sms.text, handedOver: 2 }]);
    const list = await (await get('/')).text();
    expect(list).toContain('Ihr Termin');
    expect(list).toContain('123456 &lt;b&gt;ist&lt;/b&gt; Ihr Code');
    expect(await (await get('/sms/1')).text()).toContain('<a href="http://localhost:3000/t#geheim"');
  });

  it('hands out attachments for download', async () => {
    const response = await get('/messages/1/attachments/0');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="termin.ics"');
    expect((await response.text()).trim()).toBe('BEGIN:VCALENDAR');
  });
});
