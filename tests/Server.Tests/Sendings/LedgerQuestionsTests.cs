using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sendings.Plan;

namespace TungNgo.Tests.Sendings;

/// <summary>
/// The ledger's loops look every second whether something is due: what they ask must not grow with all that was ever sent. And what is asked
/// for each of 775 hamlets must not grow with the province.
/// </summary>
public sealed partial class LedgerQuestionsTests
{
    /// <summary>Tables that grow with the province and with what is sent.</summary>
    private static readonly string[] Growing =
        ["Deliveries", "Recipients", "Relays", "InboxEvents", "PlannedHamlets", "HelpRequests", "Households", "People", "Consents", "ContactPoints", "OptOuts", "Memberships"];

    /// <summary>Indexes that hold only what waits: open posts, and browsers' messages that are queued.</summary>
    private static readonly string[] Few = ["IX_Relays_DueAt", "IX_Deliveries_SendingId"];

    [Fact]
    public async Task A_round_in_which_nothing_is_due_scans_no_table_of_the_ledger()
    {
        await using var stage = await StageAsync();
        await stage.DrainAsync();
        Assert.Contains(await stage.DeliveriesAsync(), d => d.State == DeliveryState.Waiting);
        AssertNoScan(stage, await SeenAsync(() => stage.DrainAsync()));
    }

    [Fact]
    public async Task A_hamlet_is_planned_from_its_own_households()
    {
        await using var stage = await StageAsync();
        var plan = stage.Server.Services.GetRequiredService<PlanLoop>();
        AssertNoScan(stage, await SeenAsync(async () => Assert.True(await plan.StepAsync(CancellationToken.None))));
        Assert.NotEmpty(await stage.DeliveriesAsync());
    }

    [Fact]
    public async Task A_message_is_claimed_started_and_ended_without_looking_at_others()
    {
        await using var stage = await StageAsync();
        await stage.Server.Services.GetRequiredService<PlanLoop>().StepAsync(CancellationToken.None);
        AssertNoScan(stage, await SeenAsync(() => stage.Server.Services.GetRequiredService<SendLoop>().StepAsync(CancellationToken.None)));
        Assert.NotEmpty(stage.Phones.Find());
    }

    [Fact]
    public async Task A_refusal_finds_what_is_queued_to_its_address_by_the_address()
    {
        await using var stage = await StageAsync();
        await stage.DrainAsync();
        await using var scope = stage.Server.Services.CreateAsyncScope();
        var optOuts = scope.ServiceProvider.GetRequiredService<OptOuts>();
        var to = (await stage.DeliveriesAsync()).First(d => d is { Kind: ChannelKind.Sms, State: DeliveryState.Waiting }).To;
        AssertNoScan(stage, await SeenAsync(async () => Assert.Equal(1, await optOuts.EndQueuedAsync(to, ChannelKind.Sms, null, stage.Server.Clock.GetUtcNow().UtcDateTime, CancellationToken.None))));
    }

    private static async Task<ChannelStage> StageAsync()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "its statistics choose scans for tables as small as a test's");
        var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        await stage.PushAsync();
        await stage.SendAsync();
        return stage;
    }

    private static async Task<IReadOnlyCollection<string>> SeenAsync(Func<Task> work)
    {
        var asked = new Statements();
        using (DiagnosticListener.AllListeners.Subscribe(asked))
        {
            await work();
        }

        Assert.NotEmpty(asked.Seen);
        return asked.Seen;
    }

    private static void AssertNoScan(ChannelStage stage, IEnumerable<string> statements)
    {
        using var file = new SqliteConnection($"Data Source={stage.Server.Database["sqlite:".Length..]};Pooling=False");
        file.Open();
        var scans = statements.SelectMany(sql => Scans(file, sql).Select(s => $"{s}\n{sql}")).ToList();
        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    /// <summary>Lines of the plan that walk through a whole growing table, or through a whole index that is not kept small by a filter.</summary>
    private static List<string> Scans(SqliteConnection file, string sql)
    {
        using var explain = file.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (Match name in Parameter().Matches(sql))
        {
            if (!explain.Parameters.Contains(name.Value))
            {
                explain.Parameters.AddWithValue(name.Value, 0);
            }
        }

        var growing = Alias().Matches(sql).Where(m => Growing.Contains(m.Groups[1].Value)).Select(m => m.Groups[2].Value).Concat(Growing).ToHashSet();
        List<string> scans = [];
        using var plan = explain.ExecuteReader();
        while (plan.Read())
        {
            if (Scan().Match(plan.GetString(3)) is { Success: true } scan && growing.Contains(scan.Groups[1].Value) && !Few.Contains(scan.Groups[2].Value))
            {
                scans.Add(plan.GetString(3));
            }
        }

        return scans;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex("""
        "(\w+)" AS "(\w+)"
        """)]
    private static partial Regex Alias();

    [GeneratedRegex(@"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")]
    private static partial Regex Scan();

    /// <summary>The statements that EF Core runs in this test's flow while it is subscribed.</summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private static readonly AsyncLocal<Statements?> Mine = new();

        public Statements() => Mine.Value = this;

        public HashSet<string> Seen { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Mine.Value == this && value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: DbCommand { CommandText: var sql } })
            {
                lock (Seen)
                {
                    Seen.Add(sql);
                }
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
