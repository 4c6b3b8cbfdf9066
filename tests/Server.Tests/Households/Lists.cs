using TungNgo.Households.Import.Reading;
using TungNgo.Lists;

namespace TungNgo.Tests.Households;

/// <summary>Lists for tests: the committed samples, rows typed in a test, csv text in a temporary file.</summary>
internal static class Lists
{
    public const int Year = 2024;

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public static List<ListItem> Read(string path) => Read(SheetFile.Rows(path));

    public static List<ListItem> Read(IEnumerable<SheetRow> rows, Func<ListHeader, ColumnMapping?>? mappingOf = null) =>
        [.. new ListReader(mappingOf ?? ColumnMapping.Propose, Year).Read(rows)];

    public static SheetRow[] Rows(params object?[][] rows) =>
        [.. rows.Select((r, i) => new SheetRow("S", i + 1, [.. r.Select(c => new SheetCell(c is int n ? (double)n : c))]))];

    public static List<ReadHousehold> Households(this IEnumerable<ListItem> items) => [.. items.OfType<ReadHousehold>()];

    public static List<ListItem> ReadText(string text, System.Text.Encoding? encoding = null)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        File.WriteAllText(path, text, encoding ?? new System.Text.UTF8Encoding(false));
        try
        {
            return Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
