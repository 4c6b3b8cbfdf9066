using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Households.Import.Desk;

/// <summary>What an officer can do with an office's list, from the upload to the undo. The console and the API both come through here.</summary>
internal sealed class ImportDesk(AppDb db, Writer writer, AreaTree areas, ImportFiles files, ImportQueue queue, CurrentUser user, TimeProvider clock)
{
    public IQueryable<ImportJob> Mine()
    {
        var roots = user.AreasWith(Permission.ImportHouseholds).ToList();
        var within = areas.Today.All.Where(u => roots.Exists(r => areas.Today.IsWithin(u.AreaId, r))).Select(u => u.AreaId).ToList();
        return db.ImportJobs.Where(j => within.Contains(j.AreaId));
    }

    /// <exception cref="Refusal">Not found, or another office's.</exception>
    public async Task<ImportJob> FindAsync(Guid id, CancellationToken ct)
    {
        var job = await db.ImportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ImportHouseholds, job.AreaId);
        return job;
    }

    /// <summary>Keeps the file and begins to read it. The answer comes back as soon as a small list is read.</summary>
    public async Task<ImportJob> UploadAsync(Guid areaId, string fileName, Stream content, CancellationToken ct)
    {
        user.Require(Permission.ImportHouseholds, areaId);
        // Before the write: nobody else should wait for the way of 70 MB to the disk. Without its job the file is gone after a week.
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var hash = await files.SaveAsync(id, FileRole.List, content, ct);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var job = Begin(write, id, areaId, FreeText.FileName(fileName), hash);
        await write.CommitAsync(ct);
        await queue.GoAsync(job.Id, ct);
        return job;
    }

    /// <summary>Sets what the columns of one form mean; remembered for the next list of the same office and form once this one is taken by it.</summary>
    public Task MapAsync(Guid id, string signature, IReadOnlyList<ListField> fields, CancellationToken ct) => OrderAsync(id, async (job, write) =>
    {
        await RequireOpenAsync(job, ct);
        var (before, names) = (job.Mappings.GetValueOrDefault(signature), string.Join(',', fields));
        job.Mappings = new(job.Mappings) { [signature] = names };
        job.Order(ImportState.Reading, user.Actor);
        write.Audit("import.map", job.Id, job.AreaId, new { signature, fields = before }, new { signature, fields = names });
    }, ct);

    /// <summary>Answers questions: hamlets by spelling, possible doubles by row. Empty values take an answer back.</summary>
    public Task AnswerAsync(Guid id, IReadOnlyDictionary<string, string> answers, CancellationToken ct) => OrderAsync(id, async (job, write) =>
    {
        await RequireOpenAsync(job, ct);
        var merged = new Dictionary<string, string>(job.Answers);
        foreach (var (key, answer) in answers)
        {
            if (answer.Length == 0)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = answer;
            }
        }

        write.Audit("import.answer", job.Id, job.AreaId, job.Answers, merged);
        job.Answers = merged;
        job.Order(ImportState.Reading, user.Actor);
    }, ct);

    public Task TakeAsync(Guid id, CancellationToken ct) => OrderAsync(id, async (job, write) =>
    {
        await RequireOpenAsync(job, ct);
        job.Order(ImportState.Taking, user.Actor);
        await RememberAsync(job, write, ct);
        write.Audit("import.begin", job.Id, job.AreaId, null, new { job.FileName });
    }, ct);

    /// <summary>Begins to take an import back. The answer comes back as soon as a small one is done.</summary>
    public Task UndoAsync(Guid id, CancellationToken ct) => OrderAsync(id, async (job, write) =>
    {
        if (job.State != ImportState.Taken)
        {
            throw new Refusal(Problems.ImportNotTaken);
        }

        job.Order(ImportState.Undoing, user.Actor);
        await ForgetAsync(job, ct);
        write.Audit("import.undo-begin", job.Id, job.AreaId, null, new { job.FileName });
    }, ct);

    /// <summary>Goes on with what failed too often to be tried again by itself.</summary>
    public Task ResumeAsync(Guid id, CancellationToken ct) => OrderAsync(id, async (job, write) =>
    {
        if (!job.IsStuck(write.Now))
        {
            throw new Refusal(Problems.ImportTaken);
        }

        if (job.State != ImportState.Undoing && !await HasListAsync(job.Id, ct))
        {
            throw new Refusal(Problems.ImportFileGone);
        }

        job.Order(job.State, user.Actor);
        write.Audit("import.resume", job.Id, job.AreaId, null, new { job.FileName });
    }, ct);

    /// <summary>
    /// Another list of the same unit with the same bytes that is taken whole, or waits to be, for one that is to be taken: of two that wait each tells of
    /// households as new until the other is taken.
    /// </summary>
    public async Task<ImportJob?> AlikeAsync(ImportJob job, CancellationToken ct) => job.State != ImportState.Previewed || job.FileHash is null ? null
        : await db.ImportJobs.AsNoTracking()
            .Where(j => j.AreaId == job.AreaId && j.FileHash == job.FileHash && j.Id != job.Id && (j.State == ImportState.Previewed || (j.State == ImportState.Taken && j.FileProblem == null)))
            .OrderByDescending(j => j.State == ImportState.Taken).ThenByDescending(j => j.At).FirstOrDefaultAsync(ct);

    /// <summary>A list that nobody means to take goes, with its file.</summary>
    public async Task DiscardAsync(Guid id, CancellationToken ct)
    {
        await FindAsync(id, ct);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var job = await db.ImportJobs.AsTracking().SingleAsync(j => j.Id == id, ct);
        if (job.State is not (ImportState.Previewed or ImportState.Unreadable))
        {
            throw new Refusal(Problems.ImportTaken);
        }

        await db.FileParts.Where(p => p.OwnerId == id).ExecuteDeleteAsync(ct);
        db.ImportJobs.Remove(job);
        write.Changed(ChangeKind.Import, id);
        write.Audit("import.discard", id, job.AreaId, new { job.FileName }, null);
        await write.CommitAsync(ct);
    }

    /// <summary>Whether the file of a list that was taken back is still there, or has been read again already.</summary>
    public async Task<bool> MayReadAgainAsync(Guid id, CancellationToken ct)
    {
        var again = AgainOf(id);
        return await HasListAsync(id, ct) || await db.ImportJobs.AnyAsync(j => j.Id == again, ct);
    }

    /// <summary>A list that was taken back, from its beginning: nothing is left of what was answered to it.</summary>
    /// <returns>The new import; whoever asks twice gets the same one.</returns>
    public async Task<ImportJob> ReadAgainAsync(Guid id, CancellationToken ct)
    {
        await FindAsync(id, ct);
        var againId = AgainOf(id);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (await db.ImportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == againId, ct) is { } begun)
        {
            return begun;
        }

        var undone = await db.ImportJobs.AsNoTracking().SingleAsync(j => j.Id == id, ct);
        if (undone.State != ImportState.Undone)
        {
            throw new Refusal(Problems.ImportNotTaken);
        }

        // The file goes over to the new import in the same write: there is never a list that both or neither of them has.
        if (await db.FileParts.Where(p => p.OwnerId == id && p.Role == FileRole.List)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.OwnerId, againId).SetProperty(p => p.At, write.Now), ct) == 0)
        {
            throw new Refusal(Problems.ImportFileGone);
        }

        var again = Begin(write, againId, undone.AreaId, undone.FileName, undone.FileHash);
        await write.CommitAsync(ct);
        await queue.GoAsync(again.Id, ct);
        return again;
    }

    /// <summary>The import is judged and changed within the write: of two orders the second meets what the first has made of it.</summary>
    private async Task OrderAsync(Guid id, Func<ImportJob, Write, Task> order, CancellationToken ct)
    {
        await FindAsync(id, ct);
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
            await order(await db.ImportJobs.AsTracking().SingleAsync(j => j.Id == id, ct), write);
            await write.CommitAsync(ct);
        }

        await queue.GoAsync(id, ct);
    }

    private static Guid AgainOf(Guid undone) => NamedIds.Of(undone, "read again");

    private ImportJob Begin(Write write, Guid id, Guid areaId, string fileName, string? fileHash)
    {
        var job = new ImportJob { Id = id, AreaId = areaId, FileName = fileName, FileHash = fileHash, UserId = user.UserId, By = user.Name, At = write.Now };
        job.Order(ImportState.Reading, user.Actor);
        db.ImportJobs.Add(job);
        write.Changed(ChangeKind.Import, job.Id);
        write.Audit("import.upload", job.Id, areaId, null, new { job.FileName });
        return job;
    }

    private async Task RememberAsync(ImportJob job, Write write, CancellationToken ct)
    {
        var signatures = job.Mappings.Keys.ToList();
        var known = await db.RememberedMappings.AsTracking().Where(m => m.AreaId == job.AreaId && signatures.Contains(m.Signature)).ToDictionaryAsync(m => m.Signature, ct);
        foreach (var (signature, fields) in job.Mappings)
        {
            if (known.TryGetValue(signature, out var remembered))
            {
                remembered.Fields = fields;
            }
            else
            {
                db.RememberedMappings.Add(new RememberedMapping { Id = write.NewId(), AreaId = job.AreaId, Signature = signature, Fields = fields });
            }
        }
    }

    /// <summary>What was wrong once does not come back by itself.</summary>
    private async Task ForgetAsync(ImportJob job, CancellationToken ct)
    {
        var signatures = job.Mappings.Keys.ToList();
        var remembered = await db.RememberedMappings.AsTracking().Where(m => m.AreaId == job.AreaId && signatures.Contains(m.Signature)).ToListAsync(ct);
        db.RememberedMappings.RemoveRange(remembered.Where(m => m.Fields == job.Mappings[m.Signature]));
    }

    private async Task RequireOpenAsync(ImportJob job, CancellationToken ct)
    {
        // A list that is still being read may be corrected: the reading begins again.
        if (job.State is ImportState.Taken or ImportState.Undone or ImportState.Taking or ImportState.Undoing)
        {
            throw new Refusal(Problems.ImportTaken);
        }

        if (!await HasListAsync(job.Id, ct))
        {
            throw new Refusal(Problems.ImportFileGone);
        }
    }

    /// <summary>Asked of the write's own connection: who holds the turn to write waits for no other one.</summary>
    private Task<bool> HasListAsync(Guid id, CancellationToken ct) => db.FileParts.AnyAsync(p => p.OwnerId == id && p.Role == FileRole.List, ct);
}
