using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Provinces.Packages;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Targets;
using TungNgo.Tests.Provinces;
using TungNgo.Web;

namespace TungNgo.Tests.Truth;

/// <summary>A unit's report, as the story knows it.</summary>
internal sealed record Paper(Guid Id, Guid Unit, string Period, int Revision)
{
    public ReportState State { get; set; } = ReportState.Draft;

    /// <summary>What was frozen when it was approved.</summary>
    public string? Frozen { get; set; }
    public bool IsOpen => State is ReportState.Draft or ReportState.Returned;
    public bool IsSigned => State is ReportState.Approved or ReportState.Locked;
}

/// <summary>Deeds of offices: reports that go up, targets, and what another province sends. None of them moves a figure.</summary>
internal sealed partial class Telling
{
    private enum Move { Open, Enter, Submit, Accept, Approve, Return, Except, Correct }

    private static readonly (string Code, DateOnly From, DateOnly To, DateOnly Due)[] Months =
    [
        ("2024-MA9", new(2024, 8, 15), new(2024, 9, 14), new(2024, 9, 17)), ("2024-MA10", new(2024, 9, 15), new(2024, 10, 14), new(2024, 10, 16)),
    ];

    private readonly List<Paper> papers = [];
    private readonly List<(Guid Unit, string Period, DateOnly Until)> exceptions = [];
    private readonly OtherProvince neighbour = new("95");
    private readonly List<(byte[] Package, string Period, DateTime Made, int Teams)> packages = [];

    public void Dispose() => neighbour.Dispose();

    /// <summary>One move, or several in a row as on a day of reports.</summary>
    private async Task<int> ReportAsync(Act act)
    {
        for (var i = 0; i <= act.B / 4 % 5; i++)
        {
            await MoveReportAsync(act with { C = act.C + i });
        }

        await FrozenAsync();
        return int.MaxValue;
    }

    private async Task MoveReportAsync(Act act)
    {
        // The commune, its district, the province of that time.
        var line = land.Areas.On(Months[0].To).LineOf(land.Commune).Select(u => u.AreaId).ToList();
        // Most often the commune's older month, so that some stories are told to their end.
        var (at, month) = (Math.Max(0, (act.A % 5) - 2), Months[act.B % 4 == 0 ? 1 : 0]);
        var (unit, today) = (line[at], LegalDay.FromNumber(land.Today));
        var paper = papers.Where(p => p.Unit == unit && p.Period == month.Code).MaxBy(p => p.Revision);
        var excepted = exceptions.Exists(x => x.Unit == unit && x.Period == month.Code && x.Until >= today);
        var top = at == line.Count - 1;
        var move = paper is null ? act.C % 5 == 0 ? Move.Except : Move.Open : act.C % 3 == 0 ? (Move)(act.C / 3 % 8) : NextOf(paper, top, excepted);
        var closed = today > month.Due.AddDays(30) || papers.Exists(p => p.IsSigned && p.Period == month.Code && line.IndexOf(p.Unit) > at);
        var barred = closed && !excepted;
        var made = Guid.Empty;
        var problem = await TryAsync(async (ladder, values, form) =>
        {
            switch (move)
            {
                case Move.Open: made = await ladder.OpenAsync(form, month.Code, unit, CancellationToken.None); break;
                case Move.Enter: await values.EnterAsync(paper!.Id, [new("HO_NHAN_TIN", $"{act.B % 3}", null)], CancellationToken.None); break;
                case Move.Submit: await ladder.SubmitAsync(paper!.Id, await EditionAsync(paper), await RemarksAsync(form), without: true, CancellationToken.None); break;
                case Move.Accept: await ladder.AcceptAsync(paper!.Id, await EditionAsync(paper), CancellationToken.None); break;
                case Move.Approve: await ladder.ApproveAsync(paper!.Id, await EditionAsync(paper), CancellationToken.None); break;
                case Move.Return: await ladder.ReturnAsync(paper!.Id, await EditionAsync(paper), "Xem lại", CancellationToken.None); break;
                case Move.Except: await ladder.ExceptAsync(form, month.Code, unit, "Lũ lụt", today.AddDays(act.A % 20), CancellationToken.None); break;
                default: made = await ladder.CorrectAsync(paper!.Id, CancellationToken.None); break;
            }
        });
        var expected = move switch
        {
            Move.Open => paper is null && barred ? Problems.ReportClosed : null,
            Move.Enter => !paper!.IsOpen ? Problems.ReportState : barred ? Problems.ReportClosed : at > 0 ? Problems.IndicatorNotEntered : null,
            Move.Submit => !paper!.IsOpen ? Problems.ReportState : barred ? Problems.ReportClosed : month.To >= today ? Problems.ReportTooEarly : null,
            Move.Accept => paper!.State == ReportState.Submitted && !top ? null : Problems.ReportState,
            Move.Approve => paper!.State == (top ? ReportState.Submitted : ReportState.Accepted) ? null : Problems.ReportState,
            Move.Return => paper!.State is ReportState.Submitted or ReportState.Accepted ? null : Problems.ReportState,
            Move.Correct => !paper!.IsSigned ? Problems.ReportState : excepted ? null : Problems.ReportClosed,
            _ => null,
        };
        // Figures that cannot be are the desk's to know: more households in a group than there are.
        if (!(move == Move.Submit && expected is null && problem == Problems.ReportWrong))
        {
            Assert.True(problem == expected, $"{move} of {unit} for {month.Code}, {paper?.State}: {problem?.Code ?? "done"} instead of {expected?.Code ?? "done"}");
        }

        if (problem is null)
        {
            Done(move, paper, made, unit, month.Code, today.AddDays(act.A % 20), top);
        }
    }

    private static Move NextOf(Paper paper, bool top, bool excepted) => paper.State switch
    {
        ReportState.Draft or ReportState.Returned => Move.Submit,
        ReportState.Submitted => top ? Move.Approve : Move.Accept,
        ReportState.Accepted => Move.Approve,
        _ => excepted ? Move.Correct : Move.Except,
    };

    private void Done(Move move, Paper? paper, Guid made, Guid unit, string period, DateOnly until, bool top)
    {
        switch (move)
        {
            case Move.Open when paper is null: papers.Add(new(made, unit, period, 0)); break;
            case Move.Submit: paper!.State = ReportState.Submitted; break;
            case Move.Accept: paper!.State = ReportState.Accepted; break;
            case Move.Return: paper!.State = ReportState.Returned; break;
            case Move.Except: exceptions.Add((unit, period, until)); break;
            case Move.Correct: papers.Add(new(made, unit, period, paper!.Revision + 1)); break;
            case Move.Approve:
                foreach (var below in papers.Where(p => p.Period == period && p.State == ReportState.Approved && land.Areas.On(Months[0].To).Find(p.Unit)!.ParentId == unit))
                {
                    below.State = ReportState.Locked;
                }

                paper!.State = top ? ReportState.Locked : ReportState.Approved;
                break;
        }
    }

    /// <summary>Each report stands where the story says, and what was approved is what it was, letter by letter.</summary>
    private async Task FrozenAsync()
    {
        var reports = await land.Server.WithDbAsync(db => db.Reports.AsNoTracking().ToDictionaryAsync(r => r.Id));
        var snapshots = await land.Server.WithDbAsync(db => db.ReportSnapshots.AsNoTracking().ToDictionaryAsync(s => s.ReportId));
        Assert.Equal(papers.Select(p => (p.Id, p.State)).Order(), reports.Values.Select(r => (r.Id, r.State)).Order());
        Assert.Equal(papers.Where(p => p.IsSigned).Select(p => p.Id).Order(), snapshots.Keys.Order());
        foreach (var paper in papers.Where(p => p.IsSigned))
        {
            var snapshot = snapshots[paper.Id];
            Assert.True(SnapshotWriter.IsTrue(snapshot));
            if (paper.Frozen is null)
            {
                Counted(paper, snapshot.Body);
            }

            paper.Frozen ??= snapshot.Body;
            Assert.Equal(paper.Frozen, snapshot.Body);
        }
    }

    /// <summary>The households that were frozen are those of that day as they are known on the day of approval.</summary>
    private void Counted(Paper paper, string body)
    {
        using var json = JsonDocument.Parse(body);
        var households = json.RootElement.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "HO").GetProperty("value").GetString();
        var day = Months.Single(m => m.Code == paper.Period).To.Number();
        var expected = land.Expected.On(day).Where(f => f.Key.Item2 == Indicators.Households).Sum(f => f.Value);
        Assert.True(households is null || households == $"{expected}", $"{households} households were approved for {paper.Period}, and there were {expected}");
    }

    private Task<int> EditionAsync(Paper paper) => land.Server.WithDbAsync(db => db.Reports.Where(r => r.Id == paper.Id).Select(r => r.Edition).SingleAsync());

    private Task<Dictionary<string, string>> RemarksAsync(Guid form) =>
        land.Server.WithDbAsync(async db => (await db.ReportForms.AsNoTracking().SingleAsync(f => f.Id == form)).Indicators.ToDictionary(c => c, _ => "Đã kiểm tra"));

    private async Task<Problem?> TryAsync(Func<ReportLadder, EnterValues, Guid, Task> work)
    {
        await using var scope = land.Server.Services.CreateAsyncScope();
        var root = land.Areas.Today.Roots.Single().AreaId;
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.ProvinceOfficer, root), new RoleInArea(Role.ProvinceApprover, root));
        var form = await land.Server.WithDbAsync(db => db.ReportForms.Where(f => f.Code == ReportSeed.Monthly).Select(f => f.Id).SingleAsync());
        try
        {
            await work(scope.ServiceProvider.GetRequiredService<ReportLadder>(), scope.ServiceProvider.GetRequiredService<EnterValues>(), form);
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Problem;
        }
    }

    /// <summary>A district's target is handed down to its communes to the last household.</summary>
    private async Task<int> TargetAsync(Act act)
    {
        const string Quarter = "2024-Q4";
        if (land.Now >= new DateTime(2024, 12, 31, 0, 0, 0, DateTimeKind.Utc))
        {
            return int.MaxValue;
        }

        var district = land.Areas.Today.Find(land.Commune)!.ParentId!.Value;
        var spread = (Spread)(act.B % 4);
        await using var scope = land.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.ProvinceOfficer, land.Areas.Today.Roots.Single().AreaId));
        await scope.ServiceProvider.GetRequiredService<SetTargets>().SetAsync("HO_DA_GAP", Quarter, district, act.C % 5 == 0 ? "" : $"{act.C}", spread, CancellationToken.None);
        var targets = await land.Server.WithDbAsync(db => db.Targets.AsNoTracking().Where(t => t.Indicator == "HO_DA_GAP" && t.Period == Quarter).ToListAsync());
        Assert.Equal(act.C % 5 == 0 ? null : act.C, targets.Find(t => t.AreaId == district)?.Value);
        if (spread != Spread.None || act.C % 5 == 0)
        {
            Assert.Equal(act.C % 5 == 0 ? 0 : act.C, targets.Where(t => t.SpreadFrom == district).Sum(t => t.Value));
        }

        return int.MaxValue;
    }

    /// <summary>What a neighbouring province sends: new, late, twice, cut in half.</summary>
    private async Task<int> PackageAsync(Act act)
    {
        if (packages.Count == 0)
        {
            await neighbour.RegisterAsync(land.Server);
        }

        var again = packages.Count > 0 && act.A % 3 == 0;
        if (!again)
        {
            var (period, made) = (Months[act.B % Months.Length].Code, Instants.AsStored(land.Now.AddMinutes(-act.A % 300)));
            packages.Add((neighbour.Package(land.Server, period, made, act.C, act.B), period, made, act.C + act.B));
        }

        var sent = again ? packages[act.B % packages.Count] : packages[^1];
        if (act.C % 4 == 0)
        {
            Assert.Null((await OtherProvince.SendAsync(land.Server, sent.Package[..(sent.Package.Length / 2)])).Taken);
        }

        Assert.NotNull((await OtherProvince.SendAsync(land.Server, sent.Package)).Taken);
        foreach (var month in packages.GroupBy(p => p.Period))
        {
            var newest = month.Max(p => p.Made);
            var teams = await land.Server.WithDbAsync(db => db.PackageFigures.Where(f => f.AreaId == neighbour.Root && f.Indicator == "TO"
                && db.FigurePackages.Any(p => p.Id == f.PackageId && p.Period == month.Key && p.IsCurrent)).Select(f => f.Value).ToListAsync());
            Assert.Contains(month.Where(p => p.Made == newest), p => teams is [{ } said] && said == p.Teams);
        }

        return int.MaxValue;
    }
}
