using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Visits;
using TungNgo.WorkSheets;

namespace TungNgo.Tests.Truth;

/// <summary>
/// Sheets of work amid all other deeds: checked, confirmed, locked and paid. However late and in whatever order records come, what has been told of a
/// month and what waits to be told are together what happened, and each day is paid once.
/// </summary>
internal sealed partial class Telling
{
    private const long DayRate = 50_000, TeamRate = 300_000;

    private async Task<int> WorkAsync(Act act)
    {
        var month = WorkMonth.MonthOf(LegalDay.FromNumber(land.Today));
        var oldest = land.Phones.SelectMany(p => p.Unsent).Select(m => m.At).DefaultIfEmpty(land.Now).Min();
        // Nothing is signed before a month is over; a phone may keep its work for thirty days.
        if (act.C % 2 == 0 && LegalDay.Start(month.AddMonths(1)) - oldest < TimeSpan.FromDays(28))
        {
            land.Server.Clock.Set(LegalDay.Start(month.AddMonths(1)).AddHours(2));
            month = month.AddMonths(1);
        }

        await using (var scope = land.Server.Services.CreateAsyncScope())
        {
            var root = land.Areas.Today.Roots.Single().AreaId;
            var (services, ct) = (scope.ServiceProvider, CancellationToken.None);
            services.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.ProvinceOfficer, root), new RoleInArea(Role.CommuneOfficer, land.Commune), new RoleInArea(Role.CommuneApprover, land.Commune));
            if (!await land.Server.WithDbAsync(db => db.WorkRates.AnyAsync()))
            {
                await services.GetRequiredService<ChangeRates>().AddAsync(new(RateKind.WorkedDay, DayRate, new(2024, 1, 1), null, "NQ"), ct);
                await services.GetRequiredService<ChangeRates>().AddAsync(new(RateKind.TeamMonth, TeamRate, new(2024, 1, 1), null, "NQ"), ct);
            }

            var (team, of, work) = (PhoneOf(act).Team, month.AddMonths(-1 - act.B % 4 / 3), services.GetRequiredService<ChangeWork>());
            for (var step = 0; step <= act.B % 3; step++)
            {
                var row = await land.Server.WithDbAsync(db => db.WorkMonths.AsNoTracking().FirstOrDefaultAsync(w => w.TeamId == team && w.Month == of)) ?? new WorkMonth { TeamId = team, Month = of };
                await (row.State switch
                {
                    WorkState.Open => work.CheckAsync(team, of, row.Edition, ct),
                    WorkState.Checked => work.ConfirmAsync(team, of, row.Edition, ct),
                    WorkState.Confirmed when act.C % 7 == 0 => work.ReopenAsync(team, of, row.Edition, ct),
                    WorkState.Confirmed => work.LockAsync(team, of, row.Edition, ct),
                    _ => Task.CompletedTask,
                });
            }
        }

        await WorkedAsync();
        return int.MaxValue;
    }

    /// <summary>Compares all sheets with what happened at the doors.</summary>
    private async Task WorkedAsync()
    {
        var rows = await land.Server.WithDbAsync(db => db.WorkMonths.AsNoTracking().Where(w => w.Json != null).ToListAsync());
        var bodies = rows.ConvertAll(WorkReader.BodyOf);
        var shelf = new WorkShelf(bodies);
        await using var scope = land.Server.Services.CreateAsyncScope();
        var reader = scope.ServiceProvider.GetRequiredService<WorkReader>();
        foreach (var phone in land.Phones)
        {
            var paid = bodies.Where(b => b.TeamId == phone.Team).ToList();
            // What a team was paid for a month stays, also when the only day of it is taken back.
            bool Worked(DateOnly month) => paid.Exists(b => b.Lines.Any(l => (b.Month == month && l.Work.Days.Count > 0) || l.Late.Any(c => c.Month == month && c.Change.Days.Count > 0)));
            var (days, teamMonths) = (0, 0);
            for (var month = WorkMonth.MonthOf(LegalDay.FromNumber(land.FirstDay)); month <= LegalDay.FromNumber(land.Today); month = month.AddMonths(1))
            {
                var done = Homes.SelectMany(h => h.Visits.Where(v => !v.Superseded && v.Team == phone.Team && WorkMonth.MonthOf(LegalDay.FromNumber(v.Day)) == month).Select(v => (Home: h.Id, Visit: v))).ToList();
                var gathered = done.Where(d => d.Visit is { Gathering: not null, Came: > 0 }).Select(d => d.Visit).ToList();
                done.RemoveAll(d => d.Visit.Gathering is not null);
                var sheets = (await reader.ReadAsync([phone.Team], month, CancellationToken.None))[0];
                var told = shelf.Told(phone.Team, phone.Member, month);
                var said = sheets.IsLocked ? told.With(sheets.After.GetValueOrDefault(phone.Member, WorkCount.None)) : sheets.Body.Lines.Single(l => l.MemberId == phone.Member).Work;
                Assert.Equal(done.Select(d => d.Visit.Day).Union(gathered.Select(g => g.Day)).Select(LegalDay.FromNumber).Order(), said.Days);
                Assert.Equal(gathered.Select(g => g.Gathering).Distinct().Count(), said.Of(WorkKind.Gathering));
                Assert.Equal((done.Count, done.Count(d => d.Visit.Outcome == Outcome.Met), done.Select(d => d.Home).Distinct().Count()), (said.Of(WorkKind.Visit), said.Met, said.Doors));
                (days, teamMonths) = (days + told.Days.Count, teamMonths + (Worked(month) ? 1 : 0));
            }

            Assert.Equal(DayRate * days, paid.SelectMany(b => b.Lines).Sum(l => l.Dong));
            Assert.Equal(TeamRate * teamMonths, paid.Sum(b => b.TeamPay.Sum(p => p.Dong)));
        }
    }
}
