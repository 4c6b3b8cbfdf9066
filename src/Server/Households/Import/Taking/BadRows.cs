using System.Globalization;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Web;

namespace TungNgo.Households.Import.Taking;

/// <summary>
/// Collects the rows that were not taken, to be given back as xlsx: the list's own columns and one more with the reason, so that the
/// office corrects them and sends just these again. Citizen numbers are gone from them already.
/// </summary>
internal sealed class BadRows(string path, Texts texts) : IAsyncDisposable
{
    private FileStream? file;
    private SheetWriter? sheet;
    private string? signature;
    private int width;

    public int Count { get; private set; }

    public async ValueTask AddAsync(ListHeader header, ReadHousehold household, CancellationToken ct)
    {
        var reasons = household.Problems.Where(p => p.Weight == Weight.Refused).ToLookup(p => p.Row, p => ProblemText.Sentence(p, texts));
        var general = string.Join("; ", household.Problems.Where(p => p.Weight == Weight.Refused).Select(p => ProblemText.Sentence(p, texts)).Distinct());
        await BeginAsync(header, ct);
        foreach (var row in household.Rows)
        {
            Count++;
            var cells = new object?[width + 3];
            for (var i = 0; i < width; i++)
            {
                cells[i] = row[i].Number is { } number && !IdentityGuard.Holds(row[i]) ? number : row[i].IsBlank ? null : IdentityGuard.Masked(row[i]);
            }

            cells[width] = reasons[row.Number].Any() ? string.Join("; ", reasons[row.Number].Distinct()) : general;
            cells[width + 1] = row.Sheet;
            cells[width + 2] = row.Number;
            await sheet!.RowAsync(cells, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (sheet?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async ValueTask BeginAsync(ListHeader header, CancellationToken ct)
    {
        if (signature == header.Signature)
        {
            return;
        }

        signature = header.Signature;
        width = header.Columns.Length;
        string[] titles = [.. header.Columns.Select(c => c.Title), texts["import.bad.reason"], texts["import.bad.sheet-column"], texts["import.bad.row-column"]];
        if (sheet is null)
        {
            file = File.Create(path);
            sheet = await SheetWriter.BeginAsync(SheetWriter.Xlsx, file, texts["import.bad.sheet"], titles, ct);
            return;
        }

        // A second form in one workbook begins with its own header row, which a later import recognises as such.
        await sheet.HeadAsync(titles, ct);
    }
}

/// <summary>A problem as a person reads it.</summary>
internal static class ProblemText
{
    public static string Key(Enum problem) => problem.ToString() is var name ? char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..] : "";

    /// <summary>"Số điện thoại: …" with the suggestion when there is one.</summary>
    public static string Sentence(RowProblem problem, Texts texts)
    {
        var text = texts[$"import.problem.{Key(problem.Problem)}"];
        var titled = problem.Title.Length > 0 ? $"{problem.Title}: {text}" : text;
        return problem.Suggestion is { Length: > 0 } suggestion ? $"{titled} {texts["import.suggestion", suggestion]}" : titled;
    }
}
