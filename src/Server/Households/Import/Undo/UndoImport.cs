using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Import.Job;
using TungNgo.Services;

namespace TungNgo.Households.Import.Undo;

/// <summary>What an undo did. Households that somebody has touched since stay as they are, and are named.</summary>
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
internal sealed class UndoImport(AppDb db, Writer writer, ServiceCatalogue services)
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
        result = result.WithKept(await db.Households.Where(h => h.ImportId == job.Id).OrderBy(h => h.Number).Select(h => h.Head).ToListAsync(ct));
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

    /// <summary>
    /// Households of the import that nobody has touched since: one definition for whatever may have been done. A later list that speaks of one
    /// keeps it, too.
    /// </summary>
    private IQueryable<Household> Untouched(Guid importId) => db.Households.AsNoTracking()
        .Where(h => h.ImportId == importId && h.ByHand == 0 && !db.ImportedChanges.Any(c => c.HouseholdId == h.Id && c.ImportId != importId));

    /// <returns>Null when nothing is left to remove.</returns>
    private async Task<UndoResult?> RemoveSomeAsync(ImportJob job, UndoResult result, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var ids = await Untouched(job.Id).OrderBy(h => h.Number).Take(ChunkSize).Select(h => h.Id).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return null;
        }

        var works = await WholeAsync(ids, ct);
        foreach (var household in ids.Select(id => works.Find(id)!))
        {
            // Back on the day it came: the figures of the days between never were true.
            HouseholdStocks.Count(household, services.All, write.Cells, -1);
            write.Changed(ChangeKind.HouseholdLeft, household.Household.Id, household.Household.HamletId);
        }

        await db.Consents.Where(c => ids.Contains(c.HouseholdId)).ExecuteDeleteAsync(ct);
        await db.HouseholdCrops.Where(c => ids.Contains(c.HouseholdId)).ExecuteDeleteAsync(ct);
        await db.FieldEdits.Where(e => ids.Contains(e.HouseholdId)).ExecuteDeleteAsync(ct);
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
        var works = await WholeAsync(ids, ct);
        var restored = 0;
        List<string> kept = [];
        foreach (var change in changes)
        {
            if (works.Find(change.HouseholdId) is not { } work)
            {
                continue;
            }

            if (work.Household.ByHand > change.Number)
            {
                kept.Add(work.Household.Head);
                continue;
            }

            Restore(job, works, work, write);
            restored++;
        }

        works.Save(write);
        await db.ImportedChanges.Where(c => c.ImportId == job.Id && ids.Contains(c.HouseholdId)).ExecuteDeleteAsync(ct);
        result = (result with { Restored = result.Restored + restored }).WithKept(kept);
        await SaveAsync(job, result, ct);
        write.Audit("import.undo", job.Id, job.AreaId, new { job.FileName, households = ids.Count }, new { restored });
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return result;
    }

    private async Task<HouseholdWorks> WholeAsync(List<Guid> ids, CancellationToken ct)
    {
        var works = new HouseholdWorks(db, services.All);
        await db.ReadRowsAsync(works.Reads(ids), ct);
        await works.FollowAsync(ct);
        await works.WholeAsync(works.All.ToList(), ct);
        return works;
    }

    private static void Restore(ImportJob job, HouseholdWorks works, HouseholdWork work, Write write)
    {
        var household = work.Household;
        var added = work.People.Where(p => p.ImportId == job.Id).ToList();
        var edits = work.Edits.Where(e => e.ImportId == job.Id).ToList();
        HouseholdStocks.Change(work, works.Services, write.Cells, () =>
        {
            edits.ForEach(work.Forget);
            foreach (var person in added)
            {
                work.People.Remove(person);
                work.LostPeople.Add(person);
                work.EditedPeople.Remove(person);
                work.LostEdits.AddRange(work.Edits.Where(e => e.PersonId == person.Id));
                work.Edits.RemoveAll(e => e.PersonId == person.Id);
            }
        });
        household.Version = write.Changed(ChangeKind.Household, household.Id, household.HamletId);
        ChangeHousehold.Describe(work);
        write.Audit("household.import-undo", household.Id, household.HamletId, null, new { fields = edits.Select(e => e.Field.ToString()), added = added.Select(p => p.Name) });
    }
}
