using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;
using TungNgo.WorkSheets;

namespace TungNgo.Sync.Pull;

/// <summary>Reads work sheets for a phone: its members' own, and all of the teams that they lead.</summary>
internal sealed class PhoneWork(WorkReader reader, TimeProvider clock)
{
    private const int Months = 3;

    public async Task<WorkResponse> ReadAsync(Phone phone, Texts t, CancellationToken ct)
    {
        var today = clock.Today();
        var led = phone.Seats.Where(s => s.Role != TeamRole.Member && s.From <= today && (s.To is null || today <= s.To)).Select(s => s.Team.Id).ToHashSet();
        var (own, teams, sheets) = (phone.Members.Select(m => m.Id).ToHashSet(), phone.Teams.Select(x => x.Id).ToList(), new List<WireWorkSheet>());
        for (var back = 0; back < Months; back++)
        {
            foreach (var of in await reader.ReadAsync(teams, WorkMonth.MonthOf(today).AddMonths(-back), ct))
            {
                sheets.AddRange(of.Body.Lines.Where(l => led.Contains(of.Team.Id) || own.Contains(l.MemberId)).Select(l => Wire(of, l, led.Contains(of.Team.Id), t)));
            }
        }

        return new([.. sheets]);
    }

    private static WireWorkSheet Wire(TeamSheets of, SheetLine line, bool led, Texts t) => new(
        of.Team.Id, of.Body.Team, of.Body.Month, of.Row.State.ToString().ToLowerInvariant(), line.MemberId, line.Name, line.Work.Days.Count,
        [
            .. WorkWords.Kinds.Select(k => new WireWorkDone(t[$"work.kind.{(int)k}"], line.Work.Of(k))),
            new(t["work.doors"], line.Work.Doors), new(t["work.met"], line.Work.Met),
        ],
        [
            .. line.Late.Select(l => WorkWords.Late(l, t)), .. line.Odd.Select(o => WorkWords.Odd(o, t)),
            .. of.After.TryGetValue(line.MemberId, out var after) ? [t["work.after", WorkWords.Change(after, t)]] : Array.Empty<string>(),
        ],
        led, [.. of.Objections.Where(o => o.MemberId == line.MemberId).Select(o => new WireObjection(o.Id, o.At, o.Text, o.Answer))]);
}
