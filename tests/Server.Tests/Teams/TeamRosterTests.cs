using CsCheck;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Tests.TeamRegisters;

public class TeamRosterTests
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private readonly Guid leader = Guid.CreateVersion7(), member = Guid.CreateVersion7(), stranger = Guid.CreateVersion7();

    [Fact]
    public void A_re_forming_ends_keeps_and_opens_on_its_day()
    {
        var roster = New((leader, TeamRole.Leader), (member, TeamRole.Member));
        var day = new DateOnly(2024, 9, 1);

        var plan = roster.Reform([new(member, TeamRole.Leader, null), new(stranger, TeamRole.Member, "Trưởng ấp")], day, "12/QĐ");

        Assert.Equal((1, 0, 1, 1), (plan.Leaving.Count, plan.Staying.Count, plan.Changing.Count, plan.Joining.Count));
        Assert.Equal([leader, member], roster.On(day.AddDays(-1)).Select(m => m.MemberId));
        Assert.Equal([(member, TeamRole.Leader), (stranger, TeamRole.Member)], roster.On(day).Select(m => (m.MemberId, m.Role)));
        Assert.All(roster.All.Where(m => m.To is not null), m => Assert.Equal((day.AddDays(-1), "12/QĐ"), (m.To, m.EndDecisionNumber)));
    }

    [Fact]
    public void A_second_leader_is_refused_and_nothing_is_changed()
    {
        var roster = New((leader, TeamRole.Leader), (member, TeamRole.Member));

        var refused = Assert.Throws<Refusal>(() => roster.ChangeSeat(roster.All[1], TeamRole.Leader, null, new DateOnly(2024, 5, 1), null));

        Assert.Equal(Problems.TeamTwoLeaders, refused.Problem);
        Assert.Equal((2, TeamRole.Member, null), (roster.All.Count, roster.All[1].Role, roster.All[1].To));
    }

    [Fact]
    public void A_person_sits_in_a_team_once_at_a_time_but_may_come_back()
    {
        var roster = New((member, TeamRole.Member));
        Assert.Equal(Problems.TeamMemberTwice, Assert.Throws<Refusal>(() => roster.Join(new(member, TeamRole.Deputy, null), new(2024, 6, 1), null, null)).Problem);

        roster.Leave(roster.All[0], new(2024, 5, 31), null);
        roster.Join(new(member, TeamRole.Deputy, null), new(2024, 6, 1), null, null);

        Assert.Equal(2, roster.All.Count);
    }

    [Fact]
    public void Nobody_leaves_before_they_came_nor_stays_in_a_dissolved_team()
    {
        var roster = New((member, TeamRole.Member));
        Assert.Equal(Problems.TeamDaysOrder, Assert.Throws<Refusal>(() => roster.Leave(roster.All[0], First.AddDays(-1), null)).Problem);

        roster.Dissolve(new(2024, 7, 1), "9/QĐ");

        Assert.Equal((DateOnly?)new(2024, 6, 30), roster.All[0].To);
        Assert.Equal(Problems.TeamDissolved, Assert.Throws<Refusal>(() => roster.Join(new(stranger, TeamRole.Member, null), new(2024, 8, 1), null, null)).Problem);
    }

    [Fact]
    public void Whatever_is_asked_the_rules_hold_and_the_past_stays()
    {
        var people = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        var act = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 400], Gen.Int[0, 30]);
        act.Array[1, 30].Sample(acts =>
        {
            var roster = New();
            foreach (var (what, who, role, offset, other) in acts)
            {
                var day = First.AddDays(offset);
                var before = Enumerable.Range(0, offset).Select(d => Line(roster, First.AddDays(d))).ToList();
                try
                {
                    switch (what)
                    {
                        case 0:
                            roster.Join(new(people[who], (TeamRole)role, null), day, null, null);
                            break;
                        case 1 when roster.All.Count > 0:
                            roster.Leave(roster.All[other % roster.All.Count], day.AddDays(-1), null);
                            break;
                        case 2 when roster.All.Count > 0 && roster.All[other % roster.All.Count] is var seat && seat.From < day:
                            roster.ChangeSeat(seat, (TeamRole)role, "x", day, null);
                            break;
                        default:
                            roster.Reform([.. people.Take(who + 1).Select((p, i) => new Seat(p, i == 0 ? TeamRole.Leader : TeamRole.Member, null))], day, "1/QĐ");
                            break;
                    }
                }
                catch (Refusal)
                {
                    // Refused acts must leave what was there; the checks below look at it.
                }

                if (before.Where((line, d) => line != Line(roster, First.AddDays(d))).Any())
                {
                    return false;
                }
            }

            return Enumerable.Range(0, 440).Select(d => roster.On(First.AddDays(d)).ToList())
                .All(now => now.Count(m => m.Role == TeamRole.Leader) <= 1 && now.Select(m => m.MemberId).Distinct().Count() == now.Count);
        }, iter: 200);
    }

    private static string Line(TeamRoster roster, DateOnly day) => string.Join(';', roster.On(day).OrderBy(m => m.MemberId).Select(m => $"{m.MemberId}{m.Role}{m.Hats}"));

    private static TeamRoster New(params (Guid Who, TeamRole Role)[] seats)
    {
        var team = new Team { Id = Guid.CreateVersion7(), Name = "Tổ", NameKey = "to" };
        return new(team, seats.Select(s => new Membership { Id = Guid.CreateVersion7(), TeamId = team.Id, MemberId = s.Who, Role = s.Role, From = First }), Guid.CreateVersion7);
    }
}
