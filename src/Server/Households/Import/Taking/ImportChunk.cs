using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Matching;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Services;

namespace TungNgo.Households.Import.Taking;

/// <summary>Compares one chunk of a list with the register and writes it in one transaction: data, feed, figures and audit together.</summary>
internal sealed class ImportChunk(
    AppDb db, Writer writer, TimeProvider clock, ImportJob job, Actor actor, bool take, ImportReport report,
    HamletMatcher matcher, RegisterIndex register, AreaTree areas, IReadOnlyDictionary<Guid, Service> services, IReadOnlySet<Guid> hamlets, Dictionary<(Guid HamletId, string Key), Guid> lanes)
{
    /// <summary>A household of the list that is one of the register.</summary>
    private sealed record Meeting(ReadHousehold Listed, Guid Id, bool PeopleOnly);

    private readonly Dictionary<string, string> laneKeys = [];
    private readonly IdSequence ids = new(clock.GetUtcNow().UtcDateTime);

    public async Task GoAsync(List<ReadHousehold> households, CancellationToken ct)
    {
        var fresh = new List<(ReadHousehold Listed, Guid Id)>();
        var meetings = new List<Meeting>();
        foreach (var household in households)
        {
            ct.ThrowIfCancellationRequested();
            Place(household);
            if (!household.IsRefused)
            {
                Recognise(household, fresh, meetings);
            }
        }

        if (take)
        {
            await using var write = await writer.BeginAsync(actor, ct);
            var rows = new ImportRows(job.Id, LegalDay.Of(write.Now).Number());
            MakeLanes(fresh.Select(f => f.Listed).Concat(meetings.Select(m => m.Listed)), write);
            foreach (var (listed, id) in fresh)
            {
                var number = write.Changed(ChangeKind.Household, id, listed.HamletId);
                rows.Add(listed, id, LaneOf(listed), number, register.NextOrder(listed.HamletId!.Value, LaneOf(listed)), write);
            }

            await rows.WriteAsync(db, ct);
            var (added, updated) = (report.Added, report.Updated);
            await MergeAsync(meetings, write, ct);
            Count(fresh);
            await TellAsync(write, report.Added - added, report.Updated - updated, ct);
            await write.CommitAsync(ct);
        }
        else
        {
            foreach (var (listed, _) in fresh)
            {
                CountLane(listed);
            }

            await MergeAsync(meetings, null, ct);
            Count(fresh);
        }

        // Tracked entities of one chunk are of no use to the next.
        db.ChangeTracker.Clear();
    }

    public static string? PlaceOf(string? door, string? landmark) => SearchKey.Fold(door ?? landmark) is { Length: > 0 } place ? place : null;

    /// <summary>Finds the hamlet, or says what must be answered first.</summary>
    private void Place(ReadHousehold household)
    {
        if (household.HamletText.Length == 0)
        {
            return;
        }

        var match = matcher.Match(household.HamletText, household.CommuneText);
        if (match.Sure is { } sure)
        {
            household.HamletId = sure;
            return;
        }

        var key = "hamlet:" + HamletMatcher.Key(household.HamletText) + "|" + match.Said;
        report.Ask(key, household.HamletText, household.CommuneText, match, household.Row);
        // Said of the spelling alone, it holds wherever no other commune stands beside it.
        var answer = job.Answers.GetValueOrDefault(key) ?? (match.IsElsewhere ? null : job.Answers.GetValueOrDefault(key[..(key.IndexOf('|', StringComparison.Ordinal) + 1)]));
        if (Guid.TryParse(answer, out var hamlet) && hamlets.Contains(hamlet))
        {
            household.HamletId = hamlet;
            return;
        }

        var problem = match.IsElsewhere && answer != "skip" ? CellProblem.CommuneDiffers : match.Candidates.Length > 0 && answer != "skip" ? CellProblem.HamletUnanswered : CellProblem.HamletUnknown;
        household.Problems.Add(new RowProblem(
            household.Sheet, household.Row, -1, "", problem, match.IsElsewhere && household.CommuneText is { } commune ? $"{household.HamletText}, {commune}" : household.HamletText, match.Candidates.FirstOrDefault()?.Name));
    }

    private void Recognise(ReadHousehold household, List<(ReadHousehold, Guid)> fresh, List<Meeting> meetings)
    {
        var hamlet = household.HamletId!.Value;
        var laneKey = household.Lane is null ? null : LaneKey(household.Lane);
        var traits = new Traits(
            household.Code, household.Phone, household.People.Find(p => p.Relation == "head")?.BirthYear, laneKey, PlaceOf(household.Door, household.Landmark));
        var place = (household.Sheet.Length > 0 ? household.Sheet + "!" : "") + household.Row;
        var found = register.Find(hamlet, household.Head, traits);
        // A sheet ends after a million rows: the rest of its last household stands at the top of the next one.
        var continues = found is { Likeness: Likeness.Same, Known.Row: not null } && household.Code is not null && household.Code == found.Known.Traits.Code;
        if (found is { Likeness: Likeness.Same, Known.Row: not null } && !continues)
        {
            found = found with { Likeness = Likeness.Doubtful };
        }

        var answer = found.Likeness == Likeness.Doubtful ? job.Answers.GetValueOrDefault("double:" + place) : null;
        switch (found.Likeness, answer)
        {
            case (Likeness.Different, _) or (Likeness.Doubtful, "new"):
                var id = ids.Next();
                register.Add(id, hamlet, household.Head, traits).Row = place;
                fresh.Add((household, id));
                return;
            case (Likeness.Same, _) or (Likeness.Doubtful, "same"):
                found.Known!.Row ??= place;
                meetings.Add(new Meeting(household, found.Known.Id, continues));
                return;
            default:
                report.Ask(new DoubleQuestion("double:" + place, place, household.Head, Describe(found.Known!.Traits), found.Known.Id, found.Known.Row));
                household.Problems.Add(new RowProblem(
                    household.Sheet, household.Row, -1, "", CellProblem.DoubtfulDuplicate, household.Head, found.Known.Row ?? Describe(found.Known.Traits)));
                return;
        }
    }

    private static string Describe(in Traits known) =>
        string.Join(" · ", new[] { known.BirthYear?.ToString(System.Globalization.CultureInfo.InvariantCulture), known.Lane, known.Phone, known.Code }.OfType<string>());

    private async Task MergeAsync(List<Meeting> meetings, Write? write, CancellationToken ct)
    {
        foreach (var some in meetings.Chunk(500))
        {
            var works = new HouseholdWorks(db, services);
            await db.ReadRowsAsync(works.Reads(some.Select(m => m.Id).ToHashSet()), ct);
            await works.FollowAsync(ct);
            await works.EditsAsync(works.All.ToList(), ct);
            if (write is not null)
            {
                // A year of birth or a number of people moves figures: their pasts are read together, not one by one.
                await works.WholeAsync([.. some.Select(m => works.Find(m.Id)).OfType<HouseholdWork>()], ct);
            }

            foreach (var meeting in some)
            {
                // In a preview the household may be one that this very list would add.
                if (works.Find(meeting.Id) is { } work)
                {
                    await MergeAsync(meeting, works, work, write, ct);
                }
                else
                {
                    report.Unchanged += meeting.PeopleOnly ? 0 : 1;
                }
            }

            if (write is not null)
            {
                works.Save(write);
            }
        }
    }

    private async Task MergeAsync(Meeting meeting, HouseholdWorks works, HouseholdWork work, Write? write, CancellationToken ct)
    {
        CountLane(meeting.Listed);
        var (changes, kept) = meeting.PeopleOnly ? ([], 0) : ListedFields.Changes(work, meeting.Listed, LaneOf(meeting.Listed));
        var known = meeting.Listed.People.Select(p => (Listed: p, Person: ListedFields.Find(work.People, p))).ToList();
        var filled = known.Where(k => k.Person is not null).Select(k => (Person: k.Person!, Changes: ListedFields.Changes(k.Person!, k.Listed))).Where(f => f.Changes.Count > 0).ToList();
        var added = known.Where(k => k.Person is null).Select(k => k.Listed).ToList();
        report.KeptByHand += kept;
        report.People += meeting.Listed.People.Count;
        report.PeopleAdded += added.Count;
        report.Households += meeting.PeopleOnly ? 0 : 1;
        if (changes.Count + filled.Count + added.Count == 0)
        {
            report.Unchanged += meeting.PeopleOnly ? 0 : 1;
            return;
        }

        report.Updated += meeting.PeopleOnly ? 0 : 1;
        if (write is null)
        {
            return;
        }

        var moment = new EditMoment(write.Now, Source: EditSource.List, ImportId: job.Id);
        await ChangeHousehold.EditAsync(works, work, areas, changes, moment, write, ct);
        foreach (var (person, fill) in filled)
        {
            await ChangePerson.EditAsync(works, work, person, fill, moment, write, ct);
        }

        foreach (var listed in added)
        {
            await ChangePerson.AddAsync(works, work, write.NewId(), ListedFields.Of(listed), moment, write, ct);
        }

        if (work.Household.ImportId != job.Id)
        {
            await RememberAsync(work.Household, write, ct);
        }
    }

    private async Task RememberAsync(Household household, Write write, CancellationToken ct)
    {
        if (await db.ImportedChanges.FindAsync([job.Id, household.Id], ct) is { } known)
        {
            // Begun again after an interruption.
            known.Number = write.LastNumber;
        }
        else
        {
            db.ImportedChanges.Add(new ImportedChange { ImportId = job.Id, HouseholdId = household.Id, Number = write.LastNumber });
        }
    }

    private void Count(List<(ReadHousehold Listed, Guid Id)> fresh)
    {
        report.Households += fresh.Count;
        report.Added += fresh.Count;
        report.People += fresh.Sum(f => f.Listed.People.Count);
        report.PeopleAdded += fresh.Sum(f => f.Listed.People.Count);
    }

    private void MakeLanes(IEnumerable<ReadHousehold> households, Write write)
    {
        foreach (var household in households.Where(h => h.Lane is not null))
        {
            var key = (household.HamletId!.Value, LaneKey(household.Lane!));
            if (lanes.ContainsKey(key))
            {
                continue;
            }

            var number = string.Concat(household.Lane!.Where(char.IsAsciiDigit));
            var lane = new Lane
            {
                Id = write.NewId(), HamletId = key.Value, Name = household.Lane!, NameKey = key.Item2,
                Order = int.TryParse(number, out var order) ? order : lanes.Count(l => l.Key.HamletId == key.Value) + 1,
            };
            lanes[key] = lane.Id;
            db.Lanes.Add(lane);
            report.NewLanes++;
            write.Changed(ChangeKind.Lane, lane.Id, lane.HamletId);
            write.Audit("lane.add", lane.Id, lane.HamletId, null, new { lane.Name, lane.Order });
        }
    }

    private void CountLane(ReadHousehold household)
    {
        if (!take && household.Lane is not null && lanes.TryAdd((household.HamletId!.Value, LaneKey(household.Lane)), Guid.CreateVersion7(clock.GetUtcNow())))
        {
            report.NewLanes++;
        }
    }

    /// <summary>One string for each spelling: the register keeps it with every household.</summary>
    private string LaneKey(string lane) => laneKeys.TryGetValue(lane, out var key) ? key : laneKeys[lane] = SearchKey.Fold(lane);

    private Guid? LaneOf(ReadHousehold household) =>
        household.Lane is not null && lanes.TryGetValue((household.HamletId!.Value, LaneKey(household.Lane)), out var lane) ? lane : null;

    /// <summary>The import's own line in the feed and the audit; single entries of added households would only repeat the list.</summary>
    private async Task TellAsync(Write write, int added, int updated, CancellationToken ct)
    {
        write.Changed(ChangeKind.Import, job.Id);
        write.Audit("import.take", job.Id, job.AreaId, null, new { job.FileName, added, updated });
        await db.ImportJobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(
            j => j.SetProperty(p => p.Progress, report.Households).SetProperty(p => p.BeatAt, write.Now), ct);
    }
}
