using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Taking;

namespace TungNgo.Households.Import.Undo;

/// <summary>What an undo did. Households that have been visited since stay, with their people, and are named.</summary>
public sealed record UndoResult(int Removed, int Restored, int Kept, IReadOnlyList<string> KeptHeads)
{
    public static readonly UndoResult None = new(0, 0, 0, []);

    /// <summary>Heads named; more are only counted.</summary>
    private const int MostNamed = 200;

    public UndoResult WithKept(IReadOnlyCollection<string> heads) =>
        this with { Kept = Kept + heads.Count, KeptHeads = [.. KeptHeads.Concat(heads).Take(MostNamed)] };

    public static UndoResult FromJson(string? json) => json is null ? None : JsonSerializer.Deserialize<UndoResult>(json, JsonSerializerOptions.Web)!;
}

/// <summary>
/// Takes an import back: households it added go, fields it changed return to what they were unless somebody changed them again. A
/// household with a visit since is left alone, because work was done there. Each chunk is one transaction that also says how far
/// the undo has come, so an interrupted one goes on where it was.
/// </summary>
internal sealed class UndoImport(AppDb db, Writer writer)
{
    private const int ChunkSize = 1_000;

    public async Task RunAsync(ImportJob job, Actor actor, ImportProgress progress, CancellationToken ct)
    {
        var result = UndoResult.FromJson(job.Undo);
        while (await RemoveSomeAsync(job, result, actor, ct) is { } further)
        {
            result = further;
            progress.Households = result.Removed;
        }

        while (await RestoreSomeAsync(job, result, actor, ct) is { } further)
        {
            result = further;
            progress.Households = result.Removed + result.Restored;
        }

        await FinishAsync(job, result, actor, ct);
    }

    private async Task FinishAsync(ImportJob job, UndoResult result, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        result = result.WithKept(await db.Households.Where(h => h.ImportId == job.Id && h.RemovedDay == null).OrderBy(h => h.Number).Select(h => h.Head).ToListAsync(ct));
        await SaveAsync(job, result, ct);
        var now = write.Now;
        await db.ImportJobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, ImportState.Undone)
            .SetProperty(j => j.UndoneAt, now).SetProperty(j => j.UndoneBy, actor.Name).SetProperty(j => j.BeatAt, (DateTime?)null), ct);
        write.Changed(ChangeKind.Import, job.Id);
        write.Audit("import.undone", job.Id, job.AreaId, null, new { result.Removed, result.Restored, result.Kept });
        await write.CommitAsync(ct);
    }

    private Task<int> SaveAsync(ImportJob job, UndoResult result, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(result, JsonSerializerOptions.Web);
        return db.ImportJobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(s => s.SetProperty(j => j.Undo, json), ct);
    }

    /// <returns>Null when nothing is left to remove.</returns>
    private async Task<UndoResult?> RemoveSomeAsync(ImportJob job, UndoResult result, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var households = await db.Households.AsNoTracking().Where(h => h.ImportId == job.Id && !db.Visits.Any(v => v.HouseholdId == h.Id))
            .OrderBy(h => h.Number).Take(ChunkSize).ToListAsync(ct);
        if (households.Count == 0)
        {
            return null;
        }

        var ids = households.Select(h => h.Id).ToList();
        var people = (await db.People.AsNoTracking().Where(p => ids.Contains(p.HouseholdId) && p.GoneDay == null)
            .Select(p => new { p.HouseholdId, p.AddedDay }).ToListAsync(ct)).ToLookup(p => p.HouseholdId, p => p.AddedDay);
        foreach (var household in households)
        {
            // Back on the day it came: the figures of the days between never were true.
            write.Cells.Add(household.HamletId, Indicators.Households, household.AddedDay, -1);
            write.Cells.Add(household.HamletId, Indicators.KhmerHouseholds, household.AddedDay, HouseholdFigures.IsKhmer(household) ? -1 : 0);
            write.Cells.Add(household.HamletId, Indicators.SmartphoneHouseholds, household.AddedDay, household.Smartphones > 0 ? -1 : 0);
            foreach (var day in people[household.Id])
            {
                write.Cells.Add(household.HamletId, Indicators.People, day, -1);
            }

            write.Changed(ChangeKind.HouseholdLeft, household.Id, household.HamletId);
        }

        await db.Consents.Where(c => ids.Contains(c.HouseholdId)).ExecuteDeleteAsync(ct);
        await db.People.Where(p => ids.Contains(p.HouseholdId)).ExecuteDeleteAsync(ct);
        await db.Households.Where(h => ids.Contains(h.Id)).ExecuteDeleteAsync(ct);
        write.Audit("import.undo", job.Id, job.AreaId, new { job.FileName, households = ids.Count }, null);
        result = result with { Removed = result.Removed + ids.Count };
        await SaveAsync(job, result, ct);
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return result;
    }

    /// <returns>Null when nothing is left to put back.</returns>
    private async Task<UndoResult?> RestoreSomeAsync(ImportJob job, UndoResult result, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var changes = await db.ImportedChanges.AsNoTracking().Where(c => c.ImportId == job.Id).OrderBy(c => c.HouseholdId).Take(ChunkSize).ToListAsync(ct);
        if (changes.Count == 0)
        {
            return null;
        }

        var ids = changes.Select(c => c.HouseholdId).ToList();
        var households = await db.Households.AsTracking().Where(h => ids.Contains(h.Id)).ToDictionaryAsync(h => h.Id, ct);
        var people = (await db.People.AsTracking().Where(p => ids.Contains(p.HouseholdId)).ToListAsync(ct)).ToLookup(p => p.HouseholdId);
        var restored = 0;
        List<string> kept = [];
        foreach (var change in changes)
        {
            if (!households.TryGetValue(change.HouseholdId, out var household))
            {
                continue;
            }

            if (household.LastVisitAt > job.TakenAt)
            {
                kept.Add(household.Head);
                continue;
            }

            Restore(job, household, [.. people[household.Id]], change.Fields, write);
            restored++;
        }

        await db.ImportedChanges.Where(c => c.ImportId == job.Id && ids.Contains(c.HouseholdId)).ExecuteDeleteAsync(ct);
        result = (result with { Restored = result.Restored + restored }).WithKept(kept);
        await SaveAsync(job, result, ct);
        write.Audit("import.undo", job.Id, job.AreaId, new { job.FileName, households = ids.Count }, new { restored });
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return result;
    }

    private void Restore(ImportJob job, Household household, List<Person> people, string fields, Write write)
    {
        var (khmer, smart) = (HouseholdFigures.IsKhmer(household), household.Smartphones > 0);
        var back = HouseholdMerge.Revert(household, fields);
        foreach (var (name, pair) in JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(fields)!)
        {
            if (name.StartsWith("person:", StringComparison.Ordinal) && people.Find(p => p.Id == Guid.Parse(name["person:".Length..])) is { } filled)
            {
                HouseholdMerge.Empty(filled, pair[0].GetString()!);
                back.Add(name);
            }
        }

        foreach (var added in people.Where(p => p.ImportId == job.Id).ToList())
        {
            people.Remove(added);
            db.People.Remove(added);
            write.Cells.Add(household.HamletId, Indicators.People, added.AddedDay, -1);
            back.Add("added:" + added.Name);
        }

        var day = LegalDay.Of(write.Now).Number();
        write.Cells.Add(household.HamletId, Indicators.KhmerHouseholds, day, (HouseholdFigures.IsKhmer(household) ? 1 : 0) - (khmer ? 1 : 0));
        write.Cells.Add(household.HamletId, Indicators.SmartphoneHouseholds, day, (household.Smartphones > 0 ? 1 : 0) - (smart ? 1 : 0));
        household.SearchText = Household.SearchTextOf(
            household.Head, household.Phone, household.Door, household.Landmark, household.Code, people.Where(p => p.GoneDay is null).Select(p => (p.Name, p.Phone)));
        household.Version = write.Changed(ChangeKind.Household, household.Id, household.HamletId);
        write.Audit("household.import-undo", household.Id, household.HamletId, null, new { fields = back });
    }
}
