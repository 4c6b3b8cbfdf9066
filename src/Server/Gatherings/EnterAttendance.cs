using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Gatherings;

/// <summary>People of one household on a list that was kept on paper.</summary>
/// <param name="Reached">Who can do what now; <c>PersonId</c> is null for what is the household's.</param>
internal sealed record AttendanceLine(Guid HouseholdId, int Came, IReadOnlyList<(Guid ServiceId, Guid? PersonId)> Reached);

/// <summary>Who came to a gathering, typed in at a desk. It enters as a phone's does.</summary>
internal sealed class EnterAttendance(AppDb db, Writer writer, CurrentUser user, ServiceCatalogue catalogue)
{
    public const int MostCame = 20;

    /// <param name="sheet">Minted when the form was shown: the same one sent twice is one.</param>
    /// <returns>Whether it was new.</returns>
    public async Task<bool> EnterAsync(Guid id, Guid sheet, AttendanceLine line, CancellationToken ct)
    {
        var (works, write, held) = await BeginAsync(id, line.HouseholdId, ct);
        await using var _ = write;
        var visitId = NamedIds.Of(sheet, $"{line.HouseholdId}");
        if (await db.Visits.AnyAsync(v => v.HouseholdId == line.HouseholdId && v.Id == visitId, ct))
        {
            return false;
        }

        GatheringRules.CheckHeld(write, held);
        var at = held.InstantOf(write.Now, write.Now);
        var work = works.Find(line.HouseholdId)!.On(LegalDay.Of(at).Number());
        user.Require(Permission.ManageHouseholds, work.Household.HamletId);
        await works.WholeAsync([work], ct);
        var people = Math.Max(line.Came, Math.Max(1, line.Reached.Select(r => r.PersonId).OfType<Guid>().Distinct().Count()));
        var visit = Of(held, work, visitId, write, at, people <= MostCame ? people : throw new Refusal(Problems.GatheringHeads, MostCame), null);
        var facts = VisitRules.Facts(works, work, visit, line.Reached.Select(r => new Told(r.ServiceId, Stage.Working, r.PersonId, null)), _ => { });
        await SaveAsync(works, work, facts, write, held, ct);
        return true;
    }

    /// <summary>Somebody was not there after all: what they are said to have done there is taken back with it; with the last one the gathering was none.</summary>
    public async Task TakeOutAsync(Guid id, Guid visitId, CancellationToken ct)
    {
        var of = await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId && v.GatheringId == id, ct) ?? throw new Refusal(Problems.NotFound);
        var (works, write, held) = await BeginAsync(id, of.HouseholdId, ct);
        await using var _ = write;
        var work = works.Find(of.HouseholdId)!;
        user.Require(Permission.ManageHouseholds, work.Living.Household.HamletId);
        await works.WholeAsync([work], ct);
        await SaveAsync(works, work, new VisitFacts(Of(held, work, write.NewId(), write, of.At, 0, of), []), write, held, ct);
    }

    private async Task<(HouseholdWorks Works, Write Write, Gathering Held)> BeginAsync(Guid id, Guid household, CancellationToken ct)
    {
        var works = new HouseholdWorks(db, catalogue.All);
        var write = await writer.BeginAsync(user.Actor, ct, works.Reads([household]));
        try
        {
            await works.FollowAsync(ct);
            var held = await db.Gatherings.SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
            user.Require(Permission.ManageHouseholds, held.HamletId);
            return works.Find(household) is null ? throw new Refusal(Problems.HouseholdUnknown) : (works, write, held);
        }
        catch
        {
            await write.DisposeAsync();
            throw;
        }
    }

    private static async Task SaveAsync(HouseholdWorks works, HouseholdWork work, VisitFacts facts, Write write, Gathering held, CancellationToken ct)
    {
        await RecordVisit.ApplyAsync(works, work, facts, write, ct);
        await GatheringRules.SettleAsync(write, held, works.All, ct);
        write.Changed(ChangeKind.Gathering, held.Id, held.HamletId);
        works.Save(write);
        await write.CommitAsync(ct);
    }

    /// <param name="old">What it takes the place of.</param>
    private static Visit Of(Gathering held, HouseholdWork work, Guid id, Write write, DateTime at, int came, Visit? old) => new()
    {
        Id = id, HouseholdId = work.Household.Id, HamletId = old?.HamletId ?? work.HamletAt(at), TeamId = old is null ? held.TeamId : old.TeamId, MemberId = old?.MemberId,
        At = at, ReceivedAt = write.Now, Day = LegalDay.Of(at).Number(), Outcome = came > 0 ? Outcome.Met : Outcome.Away,
        Language = old?.Language ?? (work.Household.Language == "km" ? "km" : "vi"), GatheringId = held.Id, Came = came, SupersedesId = old?.Id,
    };
}
