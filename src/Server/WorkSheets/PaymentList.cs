using System.Globalization;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.WorkSheets;

/// <param name="Member">Null is the team as such.</param>
internal sealed record PaymentLine(string Team, string? Member, string What, int Units, long Rate, long Dong);

/// <summary>What a commune pays for a month: of what is locked, and of nothing else. Paper is Vietnamese, whoever prints it.</summary>
/// <param name="Open">Teams that are not locked, which stand in no sum.</param>
internal sealed record PaymentList(DateOnly Month, IReadOnlyList<PaymentLine> Lines, IReadOnlyList<string> Open)
{
    public long Dong => Lines.Sum(l => l.Dong);

    /// <summary>"Một triệu hai trăm nghìn đồng".</summary>
    public string InWords => VietnameseNumberWords.Dong(Dong);

    public static PaymentList Of(DateOnly month, IReadOnlyList<TeamSheets> sheets) => new(
        month, [.. sheets.Where(s => s.IsLocked).SelectMany(s => LinesOf(s.Body))], [.. sheets.Where(s => !s.IsLocked).Select(s => s.Team.Name)]);

    public static IReadOnlyList<string> Columns(Texts t) =>
        [t["work.number"], t["work.team"], t["work.member"], t["work.what"], t["work.units"], t["work.rate"], t["work.dong"], t["work.received"]];

    /// <summary>The last two are the sum and the sum in words.</summary>
    public IEnumerable<object?[]> Rows(Texts t) =>
    [
        .. Lines.Select((l, i) => (object?[])[i + 1, l.Team, l.Member ?? t["work.whole-team"], l.What, l.Units, l.Rate, l.Dong, null]),
        [null, null, null, t["work.total"], null, null, Lines.Count > 0 ? new SumOfColumn(Dong, 6, Lines.Count) : 0L, null],
        [null, t["work.in-words", InWords], null, null, null, null, null, null],
    ];

    private static IEnumerable<PaymentLine> LinesOf(WorkBody body) => body.TeamPay.Select(p => LineOf(body, null, p))
        .Concat(body.Lines.SelectMany(l => l.Pay.Select(p => LineOf(body, l.Name, p))));

    private static PaymentLine LineOf(WorkBody body, string? member, WorkPay pay)
    {
        var vi = Texts.In("vi");
        var what = vi[$"work.pay.{(int)pay.Kind}"];
        return new(body.Team, member, pay.Month == body.Month ? what : vi["work.pay.late", what, pay.Month.ToString("MM/yyyy", CultureInfo.InvariantCulture)], pay.Units, pay.Rate, pay.Dong);
    }
}
