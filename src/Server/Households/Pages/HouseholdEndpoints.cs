using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures.Proof;
using TungNgo.Lists;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

internal static class HouseholdEndpoints
{
    public static IServiceCollection AddHouseholds(this IServiceCollection services) => services.AddScoped<Register>().AddScoped<HouseholdDesk>().AddScoped<MergeHouseholds>().AddScoped<Twins>()
        .AddScoped<IFollowsHamlet, FollowHamlet>().AddSingleton<ICountsCells, CountHouseholds>();

    public static void MapHouseholds(this IEndpointRouteBuilder routes) => routes.MapGet("/households/export", ExportAsync)
        .WithMetadata(new NeedsAttribute(Permission.ViewHouseholds)).ExcludeFromDescription();

    /// <summary>The table of the page with all its rows; a register may be long, so it goes through a file and not through memory.</summary>
    private static async Task<FileStreamHttpResult> ExportAsync(HttpContext http, Register register, AreaTree areas, CancellationToken ct)
    {
        var texts = http.Texts();
        var csv = http.Request.Query["format"] == "csv";
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        object?[] titles = [.. Titles.Select(t => (object?)texts[t])];
        var rows = register.AllAsync(register.Where(RegisterFilter.From(http.Request.Query)));
        if (csv)
        {
            // The mark makes Excel read the file as UTF-8.
            await using var writer = new StreamWriter(file, new UTF8Encoding(true), 1 << 16, leaveOpen: true);
            await writer.WriteLineAsync(Line(titles));
            await foreach (var row in rows.WithCancellation(ct))
            {
                await writer.WriteLineAsync(Line(Cells(row, areas, texts)));
            }
        }
        else
        {
            using var sheet = new XlsxWriter(file, texts["households.title"], leaveOpen: true);
            sheet.Row(titles, bold: true);
            await foreach (var row in rows.WithCancellation(ct))
            {
                sheet.Row(Cells(row, areas, texts));
            }
        }

        file.Position = 0;
        return TypedResults.Stream(file, csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv ? "ho-dan.csv" : "ho-dan.xlsx");
    }

    private static readonly string[] Titles =
    [
        "households.head", "households.hamlet", "households.lane", "households.place", "households.language", "households.phone", "households.people",
        "households.last-visit", "households.next",
    ];

    private static object?[] Cells(RegisterRow row, AreaTree areas, Texts texts) =>
    [
        row.Head, HouseholdWords.Hamlet(areas.Today, row.HamletId), Blank(HouseholdWords.Lane(areas, row.HamletId, row.LaneId)),
        Blank(HouseholdWords.Place(row.Door, row.Landmark)), Blank(HouseholdWords.Language(row.Language, texts)), row.Phone, Math.Max(row.People, row.Size ?? 0),
        row.LastVisitAt is { } at ? LegalDay.Of(at) : null, row.NextDate,
    ];

    /// <summary>A dash is for readers; in a table that is counted on, nothing is nothing.</summary>
    private static string? Blank(string text) => text == Formats.Missing ? null : text;

    private static string Line(object?[] cells) => string.Join(',', cells.Select(c =>
    {
        var text = c switch { null => "", DateOnly day => Formats.Day(day), IFormattable number => number.ToString(null, CultureInfo.InvariantCulture), _ => c.ToString()! };
        // A cell that begins like a formula would be run by the spreadsheet that opens it.
        text = c is string && text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }));
}
