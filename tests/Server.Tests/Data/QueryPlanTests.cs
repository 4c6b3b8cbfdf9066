using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Tests.Gatherings;

namespace TungNgo.Tests.Data;

/// <summary>
/// What is asked again and again – a phone's pull, an overview, the register – goes by an index: a table that grows with the province is never read from
/// one end to the other for one commune.
/// </summary>
public sealed partial class QueryPlanTests
{
    private static readonly HashSet<string> Great =
    [
        "Households", "People", "Visits", "VisitActivities", "Standings", "Consents", "FieldEdits", "Cells", "Changes", "AuditEntries", "Recipients", "Deliveries",
        "ContactPoints", "Readings", "WalkDoors", "AppliedMutations",
    ];

    [Fact]
    public async Task A_pull_an_overview_and_the_register_read_no_great_table_whole()
    {
        Assert.SkipWhen(TestDatabases.Postgres is not null, "PostgreSQL chooses by what the tables hold; these are empty.");
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        await GatheringTests.PlanAsync(village, day: server.Clock.Today());
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var scans = new List<string>();
        using (var listening = new Listening(server.Database["sqlite:".Length..], scans))
        {
            await phone.GetStringAsync("/api/sync/pull?after=0");
            await phone.GetStringAsync($"/api/sync/pull?after=1&have={village.HamletId}");
            foreach (var (who, path) in new[] { (officer, $"/figures/{village.CommuneId}"), (approver, $"/figures/{village.CommuneId}"), (province, $"/figures/{server.AreaByCode("94")}") })
            {
                await who.GetStringAsync(path);
            }

            foreach (var query in new[] { "", "?q=ly+den", "?sort=name", "?has=late", $"?hamlet={village.HamletId}&visited=no" })
            {
                await officer.GetStringAsync("/households" + query);
            }

            Assert.True(listening.Asked > 60, $"only {listening.Asked} questions were heard");
        }

        Assert.True(scans.Count == 0, string.Join("\n\n", scans.Distinct()));
    }

    /// <summary>Asks SQLite about each question of one database how it would answer it.</summary>
    private sealed class Listening : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string file;
        private readonly List<string> scans;
        private readonly List<IDisposable> subscriptions = [];

        public int Asked { get; private set; }

        public Listening(string file, List<string> scans)
        {
            (this.file, this.scans) = (file, scans);
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: { Connection: { } connection } command } && connection.DataSource == file
                && command.CommandText.Contains("SELECT", StringComparison.Ordinal))
            {
                Explain(command, connection);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => throw error;

        public void Dispose() => subscriptions.ForEach(s => s.Dispose());

        private void Explain(DbCommand asked, DbConnection connection)
        {
            Asked++;
            using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = ("EXPLAIN QUERY PLAN " + asked.CommandText, asked.Transaction);
            foreach (DbParameter given in asked.Parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (given.ParameterName, given.Value);
                command.Parameters.Add(parameter);
            }

            var tables = Named().Matches(asked.CommandText).DistinctBy(m => m.Groups["alias"].Value).ToDictionary(m => m.Groups["alias"].Value, m => m.Groups["table"].Value);
            using var plan = command.ExecuteReader();
            while (plan.Read())
            {
                if (Scanned().Match(plan.GetString(3)) is { Success: true } scan && Great.Contains(tables.GetValueOrDefault(scan.Groups["what"].Value, scan.Groups["what"].Value)))
                {
                    lock (scans)
                    {
                        scans.Add($"{plan.GetString(3)}\n{asked.CommandText}");
                    }
                }
            }
        }
    }

    [GeneratedRegex("\"(?<table>\\w+)\" AS \"(?<alias>\\w+)\"")]
    private static partial Regex Named();

    [GeneratedRegex(@"^SCAN (?<what>\w+)")]
    private static partial Regex Scanned();
}
