import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/**
 * What the program must give to a text: `name` for `{name}`, `<b>` for a tag.
 *
 * @returns sorted names, each once, or the parser's word for what is wrong with the text
 */
export function argumentsOf(text: string): { names: string } | { error: string } {
  try {
    const names = new Set(parse(text).flatMap(namesIn));
    return { names: [...names].sort((a, b) => a.localeCompare(b)).join(', ') };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function namesIn(element: MessageFormatElement): string[] {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  if (isTagElement(element)) return [`<${element.value}>`, ...element.children.flatMap(namesIn)];
  if (isPluralElement(element) || isSelectElement(element)) {
    const branches = Object.values(element.options).flatMap((option) => option.value);
    return [element.value, ...branches.flatMap(namesIn)];
  }
  return [element.value];
}
