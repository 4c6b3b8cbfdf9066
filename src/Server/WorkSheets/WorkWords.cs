using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.WorkSheets;

/// <summary>Work sheets in words.</summary>
internal static partial class WorkWords
{
    public static readonly IReadOnlyList<WorkKind> Kinds = Enum.GetValues<WorkKind>();

    /// <summary>09/2024</summary>
    public static string Month(DateOnly month) => month.ToString("MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>For addresses: 2024-09.</summary>
    public static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string State(WorkState state, Texts t) => t[$"work.state.{(int)state}"];

    public static StatusKind Kind(WorkState state) => state switch { WorkState.Locked => StatusKind.Done, WorkState.Confirmed => StatusKind.Info, WorkState.Checked => StatusKind.Due, _ => StatusKind.None };

    /// <summary>What the records show; never what somebody may have done.</summary>
    public static string Odd(OddMark mark, Texts t) => mark.Kind switch
    {
        OddKind.ManyInAnHour => t["work.odd.0", mark.Count, Clock(mark.From), Clock(mark.To), Formats.Day(mark.From is { } from ? LegalDay.Of(from) : null)],
        OddKind.AtNight => t["work.odd.1", mark.Count],
        OddKind.Elsewhere => t["work.odd.2", mark.Count],
        _ => t["work.odd.3", mark.Count],
    };

    /// <summary>"+2 ngày, +3 lượt", of what came of a locked month.</summary>
    public static string Change(WorkCount change, Texts t)
    {
        var parts = WorkWords.Kinds.Select(k => (Count: change.Of(k), Key: $"work.change.{(int)k}")).Prepend((Count: change.Days.Count - change.Gone.Count, Key: "work.change.days"))
            .Where(p => p.Count != 0).Select(p => t[p.Key, Formats.Signed(p.Count)]).ToList();
        return parts.Count == 0 ? t["work.change.other"] : string.Join(", ", parts);
    }

    public static string Late(WorkLate late, Texts t) => t["work.late", Month(late.Month), Change(late.Change, t)];

    public static string Pay(WorkPay pay, DateOnly month, Texts t) => t["work.pay.line",
        pay.Month == month ? t[$"work.pay.{(int)pay.Kind}"] : t["work.pay.late", t[$"work.pay.{(int)pay.Kind}"], Month(pay.Month)], Formats.Number(pay.Units), Formats.Number(pay.Rate)];

    public static IReadOnlyList<string> Columns(Texts t) =>
        [t["work.team"], t["work.member"], t["work.days"], .. Kinds.Select(k => t[$"work.kind.{(int)k}"]), t["work.doors"], t["work.met"], t["work.odd"], t["work.state"]];

    public static IEnumerable<object?[]> Rows(IEnumerable<TeamSheets> sheets, Texts t) => sheets.SelectMany(s => s.Body.Lines.Select(l => (object?[])
        [s.Team.Name, l.Name, l.Work.Days.Count, .. Kinds.Select(k => (object?)l.Work.Of(k)), l.Work.Doors, l.Work.Met, string.Join("; ", l.Odd.Select(o => Odd(o, t))), State(s.Row.State, t)]));

    /// <summary>Whole đồng as people write them: "50000", "50.000".</summary>
    /// <returns>Null of what is no such number.</returns>
    public static long? ReadDong(string? text) => text is not null && Whole().IsMatch(text.Trim())
        && long.TryParse(Apart().Replace(text, ""), NumberStyles.None, CultureInfo.InvariantCulture, out var dong) ? dong : null;

    [GeneratedRegex(@"^([0-9]+|[0-9]{1,3}([. \u00a0\u202f][0-9]{3})+)$")]
    private static partial Regex Whole();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex Apart();

    private static string Clock(DateTime? utc) => utc is { } at ? LegalDay.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture) : Formats.Missing;
}
