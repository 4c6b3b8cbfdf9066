using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Reading;
using TungNgo.Households.Import.Taking;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Cli;

/// <summary>
/// Takes an office's list without the console. Exit codes: 0 all taken, 2 some households were not taken, 1 nothing could be done,
/// 130 interrupted (begin again: what is there is recognised).
/// </summary>
internal static class ImportCommand
{
    private const int SomeRefused = 2;

    public static Command Create()
    {
        var database = Options.Database();
        var file = new Argument<FileInfo>("FILE") { Description = "xlsx or csv, or xls and ods where LibreOffice is installed, as the office made it." };
        var area = new Option<string>("--area") { Description = "Official code of the unit whose hamlets the list speaks of.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look: the same reading and comparison, nothing is written." };
        var bad = new Option<FileInfo?>("--bad") { Description = "Write the rows that are not taken to this xlsx, with the reason." };
        var yes = new Option<string[]>("--yes") { Description = "KEY answers a question of the list with yes: hidden, accept:PhoneTwoNumbers, font:…; as the console's report names it; repeatable." };
        var answers = new Option<string[]>("--hamlet") { Description = "SPELLING=HAMLET answers the question which hamlet a spelling means; repeatable." };
        var command = new Command("import", "Take a household list into the register; repeating it is harmless. "
            + "Exit codes: 0 all taken, 2 some not taken, 1 failed, 130 interrupted.") { file, area, dryRun, bad, answers, yes, database };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await Verb.OpenAsync(parse.GetValue(database)!, ct);
            await Startup.LoadAsync(app.Services, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var run = new Run(scope.ServiceProvider, parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            return await run.GoAsync(parse.GetValue(file)!, parse.GetValue(area)!, parse.GetValue(dryRun), parse.GetValue(bad), parse.GetValue(answers) ?? [], parse.GetValue(yes) ?? [], ct);
        });
        return command;
    }

    private sealed class Run(IServiceProvider services, TextWriter output, TextWriter error)
    {
        private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();
        private readonly AreaTree areas = services.GetRequiredService<AreaTree>();

        public async Task<int> GoAsync(FileInfo file, string code, bool dryRun, FileInfo? badFile, string[] answers, string[] yes, CancellationToken ct)
        {
            if (!file.Exists || areas.Today.All.FirstOrDefault(u => u.Code == code) is not { } area)
            {
                await error.WriteLineAsync(file.Exists ? $"no unit has the code {code} today" : $"{file.FullName} does not exist");
                return Verb.Failed;
            }

            var db = services.GetRequiredService<AppDb>();
            var job = new ImportJob
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), AreaId = area.AreaId, FileName = FreeText.FileName(file.Name), By = Actor.System.Name,
                At = clock.GetUtcNow().UtcDateTime, State = ImportState.Taking, Answers = AnswersFor(area.AreaId, answers, yes),
                // Nobody else goes on with it: the list lies here.
                Attempts = ImportJob.MostAttempts, BeatAt = clock.GetUtcNow().UtcDateTime,
            };
            if (!dryRun)
            {
                db.ImportJobs.Add(job);
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }

            await using var bad = badFile is null ? null : new BadRows(badFile.FullName, Texts.In("vi"));
            ImportReport report;
            var soFar = new ImportReport();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var beating = dryRun ? Task.CompletedTask : BeatAsync(job.Id, over.Token);
            try
            {
                report = await services.GetRequiredService<ImportWork>().RunAsync(
                    job, file.FullName, !dryRun, Actor.System, bad, r =>
                    {
                        soFar = r;
                        error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{r.Households + r.Refused:n0} households"));
                    }, ct);
            }
            catch (UnreadableFileException unreadable)
            {
                await EndAsync(job, dryRun, ImportState.Unreadable, null, unreadable.Problem.ToString());
                await error.WriteLineAsync(Texts.In("en")[$"import.file.{ProblemText.Key(unreadable.Problem)}"]);
                return Verb.Failed;
            }
            catch
            {
                // What was taken stands in the register, and can be undone like any other import.
                await EndAsync(job, dryRun, ImportState.Taken, soFar, ImportJob.Interrupted);
                throw;
            }
            finally
            {
                await over.CancelAsync();
                await beating;
            }

            await EndAsync(job, dryRun, ImportState.Taken, report, null);
            await TellAsync(report, dryRun);
            return report.Refused > 0 ? SomeRefused : 0;
        }

        /// <summary>A long list is read for minutes before its first rows are written: without a word the server would take it for one that was killed.</summary>
        private async Task BeatAsync(Guid id, CancellationToken ct)
        {
            try
            {
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), clock);
                while (await timer.WaitForNextTickAsync(ct))
                {
                    await using var scope = services.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<AppDb>().ImportJobs.Where(j => j.Id == id && j.State == ImportState.Taking)
                        .ExecuteUpdateAsync(s => s.SetProperty(j => j.BeatAt, clock.GetUtcNow().UtcDateTime), ct);
                }
            }
            catch (OperationCanceledException)
            {
            }
            catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException)
            {
                await error.WriteLineAsync(e.Message);
            }
        }

        /// <summary>Every import ends, also one that is broken off; one that somebody else has ended meanwhile stays as it is.</summary>
        private async Task EndAsync(ImportJob job, bool dryRun, ImportState state, ImportReport? report, string? problem)
        {
            if (dryRun)
            {
                return;
            }

            await using var scope = services.CreateAsyncScope();
            var now = clock.GetUtcNow().UtcDateTime;
            var (json, progress) = (report?.ToJson(), report?.Households ?? 0);
            DateTime? taken = state == ImportState.Taken ? now : null;
            await scope.ServiceProvider.GetRequiredService<AppDb>().ImportJobs.Where(j => j.Id == job.Id && j.State == ImportState.Taking).ExecuteUpdateAsync(s => s
                .SetProperty(j => j.State, state).SetProperty(j => j.Report, json).SetProperty(j => j.FileProblem, problem).SetProperty(j => j.BeatAt, (DateTime?)null)
                .SetProperty(j => j.Progress, progress).SetProperty(j => j.TakenAt, taken), CancellationToken.None);
        }

        private Dictionary<string, string> AnswersFor(Guid areaId, string[] answers, string[] yes)
        {
            var tree = areas.Today;
            var known = yes.Distinct().ToDictionary(key => key, _ => ListChoices.Yes);
            foreach (var answer in answers.Select(a => a.Split('=', 2)).Where(a => a.Length == 2))
            {
                var hamlet = tree.HamletsOf(areaId).FirstOrDefault(h => HamletMatcher.Key(tree.Find(h)!.Name) == HamletMatcher.Key(answer[1]));
                // "Trường An|Long Phú": with the commune that stands beside it.
                var spelling = answer[0].Split('|', 2);
                known[$"hamlet:{HamletMatcher.Key(spelling[0])}|{(spelling.Length > 1 ? HamletMatcher.CommuneKey(spelling[1]) : "")}"] = hamlet == Guid.Empty ? "skip" : hamlet.ToString();
            }

            return known;
        }

        private async Task TellAsync(ImportReport report, bool dryRun)
        {
            var texts = Texts.In("en");
            await error.WriteLineAsync();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{(dryRun ? "would take" : "took")} {report.Added} new, {report.Updated} updated, {report.Unchanged} unchanged households; {report.People} people; {report.Refused} not taken; {report.Repeated} repeated rows; {report.Seconds} s"));
            foreach (var (problem, count) in report.ProblemCounts.OrderByDescending(p => p.Value))
            {
                var first = report.Problems.First(p => p.Problem == problem);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count,7} × {texts[$"import.problem.{ProblemText.Key(problem)}"]}, first at {first.Place}: {first.Cell}"));
            }

            foreach (var font in report.Sheets.SelectMany(f => f.Fonts))
            {
                var shown = string.Join(", ", font.Samples.Select(f => $"{f.Before} → {f.After}"));
                await output.WriteLineAsync($"  text in {font.Font} ({string.Join(", ", font.Columns)}): {shown}; --yes {font.Key}");
            }

            foreach (var question in report.Hamlets.Values)
            {
                var near = string.Join(", ", question.Candidates.Select(c => areas.Today.NameWithParent(c)));
                await output.WriteLineAsync($"  which hamlet is \"{question.Spelling}\" ({question.Households} households)? {near}");
            }
        }
    }
}
