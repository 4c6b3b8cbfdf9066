using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Walks;

/// <summary>A line of a printed sheet as it was filled in.</summary>
/// <param name="Reached">Who can do what now; <c>PersonId</c> is null for what is the household's.</param>
internal sealed record SheetLine(Guid HouseholdId, Outcome Outcome, IReadOnlyList<(Guid ServiceId, Guid? PersonId)> Reached, DateOnly? Next, string? Note);

/// <summary>A sheet of paper that came back.</summary>
/// <param name="Id">Minted when the form was shown: the same sheet sent twice is one.</param>
/// <param name="Began">When the walk began, by the clock on the wall; its doors follow one another by their minutes.</param>
internal sealed record FilledSheet(Guid Id, Guid MemberId, DateOnly Day, TimeOnly Began, IReadOnlyList<SheetLine> Lines);

/// <summary>Visits that were noted on paper. They enter as a phone's do.</summary>
internal sealed class EnterSheet(AppDb db, Writer writer, CurrentUser user, ServiceCatalogue catalogue, TeamRegister teams, CampaignBook campaigns)
{
    public const int MostNote = 500, OldestDays = 60;

    /// <returns>How many visits are new.</returns>
    /// <exception cref="Refusal">The day, the member or a line cannot be; nothing is kept then.</exception>
    public async Task<int> EnterAsync(Guid walkId, FilledSheet sheet, CancellationToken ct)
    {
        if (sheet.Lines.Count == 0)
        {
            throw new Refusal(Problems.WalkSheetEmpty);
        }

        var works = new HouseholdWorks(db, catalogue.All);
        await using var write = await writer.BeginAsync(user.Actor, ct, works.Reads(sheet.Lines.Select(l => l.HouseholdId).ToHashSet()));
        await works.FollowAsync(ct);
        var walk = await db.Walks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == walkId, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageHouseholds, walk.HamletId);
        if (sheet.Day > write.Today || sheet.Day < write.Today.AddDays(-OldestDays))
        {
            throw new Refusal(Problems.WalkSheetDay, OldestDays);
        }

        if (teams.Find(walk.TeamId)?.On(sheet.Day).Any(s => s.Person.Id == sheet.MemberId) != true)
        {
            throw new Refusal(Problems.MemberNotInTeam);
        }

        var doors = await db.WalkDoors.AsNoTracking().Where(d => d.WalkId == walkId).ToDictionaryAsync(d => d.HouseholdId, ct);
        var ids = sheet.Lines.Select(l => NamedIds.Of(sheet.Id, $"{l.HouseholdId}")).ToList();
        var known = (await db.Visits.Where(v => ids.Contains(v.Id)).Select(v => v.Id).ToListAsync(ct)).ToHashSet();
        var stage = walk.CampaignId is { } of && campaigns.Find(of) is { } file ? file.Campaign.Stage : Stage.Working;
        var at = LegalDay.Start(sheet.Day) + sheet.Began.ToTimeSpan();
        var entered = 0;
        foreach (var line in sheet.Lines)
        {
            if (!doors.TryGetValue(line.HouseholdId, out var door) || works.Find(line.HouseholdId) is not { } noted)
            {
                throw new Refusal(Problems.NotFound);
            }

            at += TimeSpan.FromMinutes(door.Minutes);
            var id = NamedIds.Of(sheet.Id, $"{line.HouseholdId}");
            if (known.Contains(id))
            {
                continue;
            }

            var work = noted.On(sheet.Day.Number());
            user.Require(Permission.ManageHouseholds, work.Household.HamletId);
            VisitRules.CheckNext(line.Next, sheet.Day);
            await works.WholeAsync([work], ct);
            var then = at > write.Now ? write.Now : at;
            var visit = new Visit
            {
                Id = id, HouseholdId = work.Household.Id, HamletId = work.HamletAt(then), TeamId = walk.TeamId, MemberId = sheet.MemberId, At = then, ReceivedAt = write.Now,
                Day = LegalDay.Of(then).Number(), Outcome = VisitRules.Known(line.Outcome), Language = work.Household.Language == "km" ? "km" : "vi", NextDate = line.Next,
                Note = FreeText.Lines(line.Note, MostNote, "households.note"),
            };
            var told = line.Outcome == Outcome.Met ? line.Reached.Select(r => new Told(r.ServiceId, stage, r.PersonId, null)) : [];
            await RecordVisit.ApplyAsync(works, work, VisitRules.Facts(works, work, visit, told, _ => { }), write, ct);
            entered++;
        }

        if (entered > 0)
        {
            write.Audit("walk.sheet", walkId, walk.HamletId, null, new { sheet.Day, sheet.MemberId, visits = entered });
            works.Save(write);
            await write.CommitAsync(ct);
        }

        return entered;
    }
}
