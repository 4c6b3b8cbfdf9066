using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Import.Taking;
using TungNgo.Households.Import.Undo;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Households.Import.Job;

/// <summary>Does once what a job's state asks for, from the kept file to the state after it.</summary>
internal sealed class ImportRun(AppDb db, ImportWork work, UndoImport undo, ImportFiles files, TimeProvider clock)
{
    /// <summary>
    /// A province's list is read in a minute. What takes so much longer is made to (a hundred thousand households of one name in one hamlet), and ends
    /// here; a list that could be read is taken without an end.
    /// </summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromMinutes(15);

    public async Task GoAsync(ImportJob job, ImportProgress progress, CancellationToken ct)
    {
        var actor = new Actor(job.OrderedBy ?? job.By, job.OrderedBy is null ? job.UserId : job.OrderedById, Address: job.OrderedFrom);
        if (job.State == ImportState.Undoing)
        {
            await undo.RunAsync(job, actor, progress, ct);
            // The list stays for the rest of its week: a wrong reading is undone in order to be read again.
            await files.DeleteAsync(job.Id, FileRole.BadRows, ct);
            return;
        }

        await ReadOrTakeAsync(job, actor, progress, ct);
    }

    private async Task ReadOrTakeAsync(ImportJob job, Actor actor, ImportProgress progress, CancellationToken ct)
    {
        var take = job.State == ImportState.Taking;
        using var list = await files.FetchAsync(job.Id, FileRole.List, ct) ?? throw new Refusal(Problems.ImportFileGone);
        using var badRows = new LocalCopy();
        using var late = new CancellationTokenSource(take ? Timeout.InfiniteTimeSpan : LongestReading, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        string? problem = null;
        ImportReport? report = null;
        try
        {
            await using var bad = take ? new BadRows(badRows.Path, Texts.In("vi")) : null;
            report = await work.RunAsync(job, list.Path, take, actor, bad, r => progress.Households = r.Households, end.Token);
        }
        catch (UnreadableFileException e)
        {
            problem = e.Problem.ToString();
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            problem = nameof(FileProblem.TooLarge);
        }

        if (File.Exists(badRows.Path))
        {
            await using var rows = File.OpenRead(badRows.Path);
            await files.SaveAsync(job.Id, FileRole.BadRows, rows, ct);
        }

        var state = problem is not null ? ImportState.Unreadable : take ? ImportState.Taken : ImportState.Previewed;
        var json = report?.ToJson();
        var now = clock.GetUtcNow().UtcDateTime;
        // An officer's later order asks for another reading: this one's answer is old.
        var kept = await db.ImportJobs.Where(j => j.Id == job.Id && j.Round == job.Round).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.State, state).SetProperty(j => j.Report, json).SetProperty(j => j.FileProblem, problem).SetProperty(j => j.BeatAt, (DateTime?)null)
            .SetProperty(j => j.Progress, report?.Households ?? 0).SetProperty(j => j.TakenAt, j => state == ImportState.Taken ? now : j.TakenAt), ct);
        if (kept > 0 && state == ImportState.Unreadable)
        {
            await files.DeleteAsync(job.Id, FileRole.List, ct);
        }
    }
}
