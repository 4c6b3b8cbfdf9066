using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households.Import;

/// <summary>What an officer can do with an office's list, from the upload to the undo. The console and the API both come through here.</summary>
internal sealed class ImportDesk(AppDb db, Writer writer, AreaTree areas, ImportFiles files, ImportQueue queue, CurrentUser user)
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
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var job = new ImportJob
        {
            Id = write.NewId(), AreaId = areaId, FileName = Path.GetFileName(fileName), UserId = user.UserId, By = user.Name, At = write.Now, State = ImportState.Reading,
        };
        await files.SaveAsync(job.Id, content, ct);
        db.ImportJobs.Add(job);
        write.Changed(ChangeKind.Import, job.Id);
        write.Audit("import.upload", job.Id, areaId, null, new { job.FileName });
        await write.CommitAsync(ct);
        await queue.ReadAsync(job.Id, ct);
        return job;
    }

    /// <summary>Sets what the columns of one form mean, and remembers it for the next list of the same office and form.</summary>
    public async Task MapAsync(Guid id, string signature, IReadOnlyList<ListField> fields, CancellationToken ct)
    {
        var job = await ForChangeAsync(id, ct);
        var names = string.Join(',', fields);
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
            var before = job.Mappings.GetValueOrDefault(signature);
            job.Mappings = new(job.Mappings) { [signature] = names };
            job.State = ImportState.Reading;
            var remembered = await db.RememberedMappings.AsTracking().SingleOrDefaultAsync(m => m.AreaId == job.AreaId && m.Signature == signature, ct);
            if (remembered is null)
            {
                db.RememberedMappings.Add(new RememberedMapping { Id = write.NewId(), AreaId = job.AreaId, Signature = signature, Fields = names });
            }
            else
            {
                remembered.Fields = names;
            }

            write.Audit("import.map", job.Id, job.AreaId, new { signature, fields = before }, new { signature, fields = names });
            await write.CommitAsync(ct);
        }

        await queue.ReadAsync(id, ct);
    }

    /// <summary>Answers questions: hamlets by spelling, possible doubles by row. Empty values take an answer back.</summary>
    public async Task AnswerAsync(Guid id, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var job = await ForChangeAsync(id, ct);
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
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
            job.State = ImportState.Reading;
            await write.CommitAsync(ct);
        }

        await queue.ReadAsync(id, ct);
    }

    public async Task TakeAsync(Guid id, CancellationToken ct)
    {
        var job = await ForChangeAsync(id, ct);
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
            job.State = ImportState.Taking;
            job.Progress = 0;
            job.BeatAt = write.Now;
            write.Audit("import.begin", job.Id, job.AreaId, null, new { job.FileName });
            await write.CommitAsync(ct);
        }

        await queue.TakeAsync(id, user.Actor, ct);
    }

    public async Task<UndoResult> UndoAsync(Guid id, UndoImport undo, CancellationToken ct)
    {
        var job = await FindAsync(id, ct);
        if (job.State != ImportState.Taken)
        {
            throw new Refusal(Problems.ImportNotTaken);
        }

        var result = await undo.RunAsync(job, user.Actor, ct);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var tracked = await db.ImportJobs.AsTracking().SingleAsync(j => j.Id == id, ct);
        tracked.State = ImportState.Undone;
        tracked.UndoneAt = write.Now;
        tracked.UndoneBy = user.Name;
        write.Changed(ChangeKind.Import, id);
        write.Audit("import.undone", id, job.AreaId, null, new { result.Removed, result.Restored, result.Kept });
        await write.CommitAsync(ct);
        files.Delete(id);
        return result;
    }

    private async Task<ImportJob> ForChangeAsync(Guid id, CancellationToken ct)
    {
        await FindAsync(id, ct);
        var job = await db.ImportJobs.AsTracking().SingleAsync(j => j.Id == id, ct);
        // A taking that an outage interrupted may be begun again; its households are recognised.
        if (job.State is ImportState.Taken or ImportState.Undone || (job.State == ImportState.Taking && queue.IsBusy(id)))
        {
            throw new Refusal(Problems.ImportTaken);
        }

        return files.HasList(id) ? job : throw new Refusal(Problems.ImportFileGone);
    }
}
