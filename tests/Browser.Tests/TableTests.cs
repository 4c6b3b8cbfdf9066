using Microsoft.Playwright;

namespace TungNgo.BrowserTests;

/// <summary>Tables of a page's length stand on the page: no row lies under a total, and what goes on beyond an edge shows that it does.</summary>
public sealed class TableTests(Demo demo)
{
    /// <summary>Rows that something else covers when they are looked at, and boxes that scroll by themselves although they are short.</summary>
    private const string Covered = """
        () => [...document.querySelectorAll('.table-sticky')].flatMap(box => {
          const rows = [...box.querySelectorAll('tbody > tr')];
          const faults = rows.length <= 25 && box.scrollHeight > box.clientHeight + 1 ? [`${rows.length} rows scroll in ${box.clientHeight} of ${box.scrollHeight} px`] : [];
          return faults.concat(rows.filter(row => {
            row.scrollIntoView({ block: 'center', behavior: 'instant' });
            const shown = row.getBoundingClientRect();
            return !row.contains(document.elementFromPoint(Math.max(shown.left, box.getBoundingClientRect().left) + 24, shown.top + shown.height / 2));
          }).map(row => 'covered: ' + row.innerText.slice(0, 40)));
        })
        """;

    [Theory]
    [InlineData("vi", 1366, 768)]
    [InlineData("km", 1366, 768)]
    [InlineData("vi", 360, 740)]
    public async Task No_row_is_covered_and_short_tables_do_not_scroll_by_themselves(string language, int width, int height)
    {
        var found = new List<string>();
        var tables = 0;
        foreach (var (login, paths) in new[] { ("lanh-dao-tinh", new[] { "/", "/teams" }), ("can-bo-xa", ["/", "/teams", "/areas"]) })
        {
            await using var office = await demo.OfficeAsync(login, language, width: width, height: height);
            var page = await office.NewPageAsync();
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                tables += await page.Locator(".table-sticky").CountAsync();
                found.AddRange((await page.EvaluateAsync<string[]>(Covered)).Select(f => $"{login} {path}: {f}"));
            }
        }

        Assert.True(tables >= 4, $"only {tables} tables were looked at");
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
