using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Matching;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Taking;

/// <summary>Compares one chunk of a list with the register and writes it in one transaction: data, feed, figures and audit together.</summary>
internal sealed class ImportChunk(
    AppDb db, Writer writer, TimeProvider clock, ImportJob job, Actor actor, bool take, ImportReport report,
    HamletMatcher matcher, RegisterIndex register, IReadOnlySet<Guid> hamlets, Dictionary<(Guid HamletId, string Key), Guid> lanes)
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

        var key = "hamlet:" + HamletMatcher.Key(household.HamletText) + "|" + SearchKey.Fold(household.CommuneText);
        report.Ask(key, household.HamletText, household.CommuneText, match, household.Row);
        var answer = job.Answers.GetValueOrDefault(key);
        if (Guid.TryParse(answer, out var hamlet) && hamlets.Contains(hamlet))
        {
            household.HamletId = hamlet;
            return;
        }

        var problem = match.Candidates.Length > 0 && answer != "skip" ? CellProblem.HamletUnanswered : CellProblem.HamletUnknown;
        household.Problems.Add(new RowProblem(
            household.Sheet, household.Row, -1, "", problem, household.HamletText, match.Candidates.FirstOrDefault()?.Name));
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
            var ids = some.Select(m => m.Id).Distinct().ToList();
            var query = write is null ? db.Households.AsNoTracking() : db.Households.AsTracking();
            var households = await query.Where(h => ids.Contains(h.Id)).ToDictionaryAsync(h => h.Id, ct);
            var peopleQuery = write is null ? db.People.AsNoTracking() : db.People.AsTracking();
            var people = (await peopleQuery.Where(p => ids.Contains(p.HouseholdId)).OrderBy(p => p.Order).ToListAsync(ct)).ToLookup(p => p.HouseholdId);
            var byHand = await ByHandAsync(ids, ct);
            foreach (var meeting in some)
            {
                // In a preview the household may be one that this very list would add.
                if (households.TryGetValue(meeting.Id, out var household))
                {
                    Merge(meeting, household, [.. people[household.Id]], byHand.GetValueOrDefault(household.Id) ?? [], write);
                }
                else
                {
                    report.Unchanged += meeting.PeopleOnly ? 0 : 1;
                }
            }
        }
    }

    private void Merge(Meeting meeting, Household household, List<Person> people, HashSet<string> byHand, Write? write)
    {
        var kept = 0;
        CountLane(meeting.Listed);
        var (khmer, smart) = (HouseholdFigures.IsKhmer(household), household.Smartphones > 0);
        var changed = meeting.PeopleOnly
            ? []
            : HouseholdMerge.Apply(household, meeting.Listed, LaneOf(meeting.Listed), byHand, write is not null, ref kept);
        var day = LegalDay.Of(clock.GetUtcNow().UtcDateTime).Number();
        foreach (var listed in meeting.Listed.People)
        {
            if (HouseholdMerge.Find(people, listed) is { } known)
            {
                if (HouseholdMerge.Fill(known, listed, write is not null) is { Length: > 0 } filled)
                {
                    changed[$"person:{known.Id}"] = [filled, null];
                }

                continue;
            }

            changed[$"added:{listed.Name}"] = [null, listed.Name];
            report.PeopleAdded++;
            if (write is not null)
            {
                var person = ImportRows.PersonOf(listed, household.Id, write.NewId(), day, people.Count, job.Id);
                people.Add(person);
                db.People.Add(person);
                write.Cells.Add(household.HamletId, Indicators.People, day, 1);
            }
        }

        report.KeptByHand += kept;
        report.People += meeting.Listed.People.Count;
        report.Households += meeting.PeopleOnly ? 0 : 1;
        if (changed.Count == 0)
        {
            report.Unchanged += meeting.PeopleOnly ? 0 : 1;
            return;
        }

        report.Updated += meeting.PeopleOnly ? 0 : 1;
        if (write is null)
        {
            return;
        }

        household.SearchText = Household.SearchTextOf(
            household.Head, household.Phone, household.Door, household.Landmark, household.Code, people.Where(p => p.GoneDay is null).Select(p => (p.Name, p.Phone)));
        household.Version = write.Changed(ChangeKind.Household, household.Id, household.HamletId);
        write.Cells.Add(household.HamletId, Indicators.KhmerHouseholds, day, (HouseholdFigures.IsKhmer(household) ? 1 : 0) - (khmer ? 1 : 0));
        write.Cells.Add(household.HamletId, Indicators.SmartphoneHouseholds, day, (household.Smartphones > 0 ? 1 : 0) - (smart ? 1 : 0));
        write.Audit("household.import", household.Id, household.HamletId,
            changed.ToDictionary(c => c.Key, c => c.Value[0]), changed.ToDictionary(c => c.Key, c => c.Value[1]));
        if (household.ImportId != job.Id)
        {
            Remember(household.Id, changed);
        }
    }

    private void Remember(Guid householdId, Dictionary<string, object?[]> changed)
    {
        var known = db.ImportedChanges.Find(job.Id, householdId);
        if (known is null)
        {
            db.ImportedChanges.Add(new ImportedChange { ImportId = job.Id, HouseholdId = householdId, Fields = JsonSerializer.Serialize(changed) });
            return;
        }

        // Begun again after an interruption: what was before the first time is what undo must put back.
        var all = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(known.Fields)!;
        foreach (var (name, pair) in JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(JsonSerializer.Serialize(changed))!)
        {
            all[name] = all.TryGetValue(name, out var before) ? [before[0], pair[1]] : pair;
        }

        known.Fields = JsonSerializer.Serialize(all);
    }

    /// <summary>Fields that officials or members corrected by hand, by household: the audit knows.</summary>
    private async Task<Dictionary<Guid, HashSet<string>>> ByHandAsync(List<Guid> ids, CancellationToken ct)
    {
        var edits = await db.AuditEntries.AsNoTracking().Where(a => a.Action == "household.edit" && ids.Contains(a.EntityId) && a.After != null)
            .Select(a => new { a.EntityId, a.After }).ToListAsync(ct);
        return edits.GroupBy(e => e.EntityId).ToDictionary(
            g => g.Key, g => g.SelectMany(e => JsonDocument.Parse(e.After!).RootElement.EnumerateObject().Select(p => p.Name)).ToHashSet());
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
