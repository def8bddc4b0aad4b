import { describe, expect, test } from 'vitest';
import { headingLevels } from './heading-levels';
import { MARKDOWN_MAX, renderMarkdown } from './render';

describe('Markdown', () => {
  test('becomes HTML: headings, lists, tables, code and links', () => {
    const html = renderMarkdown(
      '# Start\n\nSend a **key**:\n\n```sh\ncurl -H "a: b"\n```\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[Docs](https://example.test/a?b=c&d=e)',
    );
    expect(html).toContain('<h2>Start</h2>');
    expect(html).toContain('<strong>key</strong>');
    expect(html).toContain('<pre><code>curl -H "a: b"\n</code></pre>');
    expect(html).toContain('<li>two</li>');
    expect(html).toContain('<th scope="col" align="right">b</th>');
    expect(html).toContain('<a href="https://example.test/a?b=c&amp;d=e" rel="noopener nofollow">Docs</a>');
  });

  test('a plain sentence is a paragraph, with its signs escaped either way', () => {
    expect(renderMarkdown("The pet's name")).toBe('<p>The pet&#39;s name</p>');
    expect(renderMarkdown('a < b & c')).toBe('<p>a &lt; b &amp; c</p>');
    expect(renderMarkdown('')).toBe('');
    expect(renderMarkdown('12. month')).toContain('<li>month</li>');
  });

  test('leads to places of the portal without a mark, and to no other site by a trick', () => {
    expect(renderMarkdown('[Weather](/products/weather)')).toBe('<p><a href="/products/weather">Weather</a></p>');
    for (const trick of ['//evil.test', '/\\evil.test', '\\\\evil.test', '///evil.test', '/\t/evil.test']) {
      expect(renderMarkdown(`<a href="${trick}">x</a>`)).not.toContain('href');
    }
  });

  test('headings begin below those of the page and skip no level', () => {
    expect(renderMarkdown('# a\n\n#### b\n\n### c\n\n# d', { headingLevel: 3 }).match(/<h\d/g)).toEqual([
      '<h3',
      '<h4',
      '<h4',
      '<h3',
    ]);
    expect([1, 2, 3, 4, 5, 6, 6].map(headingLevels(4))).toEqual([4, 5, 6, 6, 6, 6, 6]);
    expect(renderMarkdown('<h1>a</h1><h5>b</h5>').match(/<\/?h\d/g)).toEqual(['<h2', '</h2', '<h3', '</h3']);
  });

  test('pictures of other sites are links, unless the provider wrote the text; inline pictures are shown', () => {
    const remote = '![A map](https://tiles.example.test/1.png)';
    expect(renderMarkdown(remote)).toBe(
      '<p><a href="https://tiles.example.test/1.png" rel="noopener nofollow">A map</a></p>',
    );
    expect(renderMarkdown(remote, { remoteImages: true })).toContain('<img src="https://tiles.example.test/1.png"');
    expect(renderMarkdown('![x](http://plain.test/1.png)', { remoteImages: true })).not.toContain('<img');
    expect(renderMarkdown('![dot](data:image/png;base64,iVBORw0KGgo=)')).toContain(
      '<img src="data:image/png;base64,iVBORw0KGgo="',
    );
  });

  test('pictures that the portal keeps are shown, at exactly their addresses', () => {
    const id = '018f6b2e-7c1a-7b3d-9e4f-2a6c8d0e1f35';
    for (const address of [`/images/${id}`, `/products/pet-store/images/${id}`]) {
      expect(renderMarkdown(`![A map](${address})`)).toContain(`<img src="${address}" alt="A map"`);
    }
    for (const trick of [
      `/images/${id}/../../auth`,
      `//images/${id}`,
      `/products/a/b/images/${id}`,
      `/images/${id}?x`,
    ]) {
      expect(renderMarkdown(`![x](${trick})`)).not.toContain('<img');
    }
  });

  test('a marked quotation says what it is in words', () => {
    expect(renderMarkdown('> [!NOTE]\n> Read this.')).toBe(
      '<blockquote>\n<p><strong>Note</strong></p>\n<p>Read this.</p>\n</blockquote>',
    );
  });

  test('a text of any length costs no more than its first part', () => {
    const html = renderMarkdown('word '.repeat(MARKDOWN_MAX));
    expect(html.length).toBeLessThan(MARKDOWN_MAX + 100);
    expect(html).toContain('…');
  });
});

// Take TOO_DEEP away and this must fail; thousands of them would take seconds.
test.each([['- '], ['1. '], ['>'], ['> - ']])(
  'what is nested deeper than it is shown is left as it was typed: %s',
  (one) => {
    const text = `${one.repeat(40)}deep`;
    expect(renderMarkdown(text)).toBe(`<p>${text.replaceAll('>', '&gt;')}</p>`);
    expect(renderMarkdown(`${one.repeat(5)}shallow`)).toMatch(/^<(ul|ol|blockquote)>/);
  },
);

test('rules and rows of dashes are no nesting', () => {
  expect(renderMarkdown(`a\n\n${'-'.repeat(80)}\n\nb`)).toContain('<hr />');
  expect(renderMarkdown(`| a |\n|${'-'.repeat(80)}|\n| b |`)).toContain('<table>');
});

/** Everything that somebody may try to bring into a page (security.md V-02), and what must be left of it. */
const HOSTILE: Record<string, string> = {
  script: '<script>alert(1)</script>',
  'script in capitals and pieces': '<ScRiPt\n>alert(1)</sCrIpT >',
  'image with an event': '<img src=x onerror=alert(1)>',
  'event without quotes': '<a href=https://a.test/ onmouseover=alert(1)>x</a>',
  'svg with an event': '"><svg/onload=alert(1)>',
  'svg picture': '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  'script link': '[x](javascript:alert(1))',
  'script link with a tab': '[x](java&#9;script:alert(1))',
  'script link by entity': '[x](&#106;avascript:alert(1))',
  'script link in HTML': '<a href=" &#14; javascript:alert(1)">x</a>',
  'link to data': '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  'reference link': '[x][1]\n\n[1]: javascript:alert(1) "onclick=alert(1)"',
  autolink: '<javascript:alert(1)>',
  vbscript: '[x](vbscript:msgbox(1))',
  'nested quotes': '[a](https://a.test/"onclick="alert(1))',
  'title that breaks out': '[a](https://a.test "\\"><img src=x onerror=alert(1)>")',
  'alt that breaks out': '![a" onerror="alert(1)](https://a.test/x.png)',
  'code that breaks out': '```"><img src=x onerror=alert(1)>\nx\n```',
  iframe: '<iframe src="https://evil.test"></iframe>',
  'iframe with a document': '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  'object and embed': '<object data="x"></object><embed src="x">',
  'form that phishes': '<form action="https://evil.test"><input name=password><button formaction=x>Go</button></form>',
  style: '<style>body{background:url(https://evil.test)}</style><p style="position:fixed">x</p>',
  'base and meta': '<base href="https://evil.test"><meta http-equiv=refresh content="0;url=https://evil.test">',
  'link element': '<link rel=stylesheet href=https://evil.test/x.css>',
  'name that clobbers': '<a id="getElementById" name="body">x</a><img name=getElementById>',
  'mXSS through svg': '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  'mXSS through math':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  'mXSS through noscript': '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  'mXSS through a comment': '<!--><img src=x onerror=alert(1)>-->',
  'mXSS through textarea': '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
  template: '<template><img src=x onerror=alert(1)></template>',
  CDATA: '<![CDATA[<img src=x onerror=alert(1)>]]>',
  'details that open by themselves': '<details open ontoggle=alert(1)><summary>x</summary></details>',
  audio: '<audio src=x onerror=alert(1)><video><source onerror=alert(1)></video>',
  'NUL inside a tag': '<scr\0ipt>alert(1)</scr\0ipt><im\0g src=x onerror=alert(1)>',
  'half a tag': '<img src=x onerror=alert(1) ',
  'tags made of tags': '<scr<script>ipt>alert(1)</scr</script>ipt>',
};

describe('hostile Markdown', () => {
  test.each(Object.entries(HOSTILE))('brings nothing that runs: %s [V-02]', (_name, text) => {
    for (const remoteImages of [false, true]) {
      const html = renderMarkdown(text, { remoteImages });
      for (const [tag] of html.matchAll(/<[^>]*>/g)) {
        expect(tag).toMatch(/^<\/?(p|a|img|code|pre|details|summary|li|ul|br|em|strong)\b/);
        // What stands between quotes is a value; outside of them no event, style or name may be.
        const outside = tag.replaceAll(/"[^"]*"/g, '""');
        expect(outside).not.toMatch(/\s(on\w+|style|id|name|srcdoc|action|formaction|open)\b/i);
        expect(tag).not.toMatch(/(href|src)="\s*(?!https?:|mailto:|\/|data:image\/(png|jpeg|gif|webp);)[^"]/i);
      }
    }
  });

  // Delete MARKDOWN_MAX from render.ts and some of these take minutes.
  test.each([
    [() => '>'.repeat(200_000)],
    [() => '['.repeat(200_000)],
    [() => '*a '.repeat(100_000)],
    [() => '**'.repeat(100_000)],
    [() => '<'.repeat(200_000)],
    [() => '`'.repeat(199_999)],
    [() => '![['.repeat(80_000)],
    [() => `[a](${'('.repeat(200_000)}`],
    [() => '- '.repeat(100_000)],
    [() => `${'|'.repeat(100_000)}\n${'|-'.repeat(50_000)}`],
    [() => '<div>'.repeat(50_000)],
    [() => '_a__b_'.repeat(50_000)],
    [() => `${' '.repeat(100_000)}x${'\n'.repeat(100_000)}`],
    [() => '&#'.repeat(100_000)],
    [() => 'http://a.'.repeat(30_000)],
    [() => 'a@b.'.repeat(30_000)],
    [() => '\\'.repeat(200_000)],
    [() => '~~'.repeat(100_000)],
  ])('ends soon: case %#', (text) => {
    const started = process.cpuUsage();
    renderMarkdown(text());
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(8_000);
  });
});
