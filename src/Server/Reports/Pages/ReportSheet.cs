using System.Globalization;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>What becomes of a row of a sheet that came back.</summary>
internal enum SheetVerdict { Take = 1, Same = 2, Counted = 3, Unknown = 4, Unread = 5, Twice = 6 }

/// <param name="Row">As the spreadsheet numbers it, from 1.</param>
/// <param name="Text">As a person would type it; "—" takes the figure back.</param>
internal sealed record SheetLine(int Row, string Code, Indicator? Indicator, IndicatorValue? Before, string Text, string? Source, SheetVerdict Verdict);

/// <summary>
/// Reads a report's own sheet that was filled in and sent back. Rows are found by their code. It keeps nothing: what it found is looked at first, and then
/// goes the way of typed figures.
/// </summary>
internal static class ReportSheet
{
    public const int MostBytes = 5 << 20;
    private const int MostRows = 2000;
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <exception cref="Refusal">It cannot be read, or has no column of codes and none of figures.</exception>
    public static async Task<IReadOnlyList<SheetLine>> ReadAsync(Stream file, long size, ReportView view, CancellationToken ct)
    {
        if (size > MostBytes)
        {
            throw new Refusal(Problems.FileTooLarge, MostBytes >> 20);
        }

        using var copy = new LocalCopy();
        await using (var target = copy.Create())
        {
            await file.CopyToAsync(target, ct);
        }

        List<SheetRow> rows;
        try
        {
            rows = [.. SheetFile.Rows(copy.Path).Where(r => !r.IsBlank).Take(MostRows)];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        var head = rows.FindIndex(r => ColumnOf(r, "reports.code") >= 0 && ColumnOf(r, "reports.value") >= 0);
        return head < 0 ? throw new Refusal(Problems.ReportSheetHead) : Lines(rows[head], rows.Skip(head + 1), view);
    }

    private static List<SheetLine> Lines(SheetRow head, IEnumerable<SheetRow> rows, ReportView view)
    {
        var (code, figure, source) = (ColumnOf(head, "reports.code"), ColumnOf(head, "reports.value"), ColumnOf(head, "reports.source"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<SheetLine>();
        foreach (var row in rows.Where(r => r.Sheet == head.Sheet && !r[code].IsBlank))
        {
            var named = FreeText.Clean(row[code].Display, 60) ?? "";
            var value = view.Values.FirstOrDefault(v => v.Indicator.Code.Equals(named, StringComparison.OrdinalIgnoreCase));
            var text = TextOf(row[figure]);
            lines.Add(new(row.Number, named, value?.Indicator, value, text, SourceOf(row[source], value), VerdictOf(view, value, text, SourceOf(row[source], value), seen)));
        }

        return lines;
    }

    private static SheetVerdict VerdictOf(ReportView view, IndicatorValue? value, string text, string? source, HashSet<string> seen)
    {
        if (value is null)
        {
            return SheetVerdict.Unknown;
        }

        // Counted by the system, or added up from the units below.
        if (!view.Asks(value))
        {
            return SheetVerdict.Counted;
        }

        if (!seen.Add(value.Indicator.Code))
        {
            return SheetVerdict.Twice;
        }

        if (text.Length == 0)
        {
            // An empty cell leaves the figure as it stands.
            return SheetVerdict.Same;
        }

        var read = text == Formats.Missing ? null : FigureText.Read(text, value.Indicator);
        return text != Formats.Missing && read is null ? SheetVerdict.Unread
            : FigureText.IsAsShown(read, value.Entered?.Value, value.Indicator) && (source is null || source == value.Entered?.Source) ? SheetVerdict.Same : SheetVerdict.Take;
    }

    /// <summary>Numbers as people here write them: what is read is what was shown.</summary>
    private static string TextOf(SheetCell cell) => cell.Number is { } n && Math.Abs(n) < 1e15 ? ((decimal)n).ToString("0.######", Vietnamese) : FreeText.Clean(cell.Display, 40) ?? "";

    /// <summary>Whose figure it is; where nobody had told one, the sheet says only that an office tells it.</summary>
    private static string? SourceOf(SheetCell cell, IndicatorValue? value) => FreeText.Clean(cell.Display, 200) is { } told
        && !Texts.Languages.Any(l => Texts.In(l)[$"reports.origin.{IndicatorOrigin.Entered.Word()}"] == told) ? told : value?.Entered is { } entered ? entered.Source : value?.Indicator.EnteredBy;

    /// <summary>The column with this heading, in whichever language the sheet was taken.</summary>
    private static int ColumnOf(SheetRow row, string key) =>
        Array.FindIndex(row.Cells, c => c.Text is { } text && Texts.Languages.Any(l => SearchKey.Fold(Texts.In(l)[key]) is { Length: > 0 } title ? title == SearchKey.Fold(text) : Texts.In(l)[key] == text.Trim()));
}
