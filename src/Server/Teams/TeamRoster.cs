using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>A place in a team after a re-forming: who, as what, with which other hats.</summary>
internal sealed record Seat(Guid MemberId, TeamRole Role, string? Hats);

/// <summary>What a re-forming does, before it is done.</summary>
/// <param name="Leaving">Memberships that end the day before.</param>
/// <param name="Staying">Untouched.</param>
/// <param name="Changing">Ended the day before and opened again with another role or hats.</param>
/// <param name="Joining">Opened on the day.</param>
internal sealed record ReformPlan(IReadOnlyList<Membership> Leaving, IReadOnlyList<Membership> Staying, IReadOnlyList<(Membership From, Seat To)> Changing, IReadOnlyList<Seat> Joining)
{
    public bool HasLeader => Staying.Select(m => m.Role).Concat(Changing.Select(c => c.To.Role)).Concat(Joining.Select(s => s.Role)).Contains(TeamRole.Leader);
}

/// <param name="People">All who sat or will sit in the team, by id.</param>
/// <param name="Orphaned">Zalo groups whose keeper leaves.</param>
internal sealed record ReformDone(ReformPlan Plan, IReadOnlyDictionary<Guid, Member> People, IReadOnlyList<ZaloGroup> Orphaned);

/// <summary>
/// The memberships of one team over all time, and the rules they obey: days in order, one leader at a time, nobody twice at once,
/// nothing after the team's end. Every act checks the whole before it changes anything; what is refused leaves no trace.
/// </summary>
internal sealed class TeamRoster(Team team, IEnumerable<Membership> memberships, Func<Guid> newId)
{
    private List<Membership> all = [.. memberships];

    public Team Team => team;
    public IReadOnlyList<Membership> All => all;

    public IEnumerable<Membership> On(DateOnly day) => all.Where(m => m.IsCurrent(day));

    public Membership Join(Seat seat, DateOnly from, DateOnly? to, string? decision)
    {
        var joined = Open(seat, from, to, decision);
        Become([.. all, joined]);
        return joined;
    }

    /// <param name="lastDay">The last day on which the person belongs to the team.</param>
    public void Leave(Membership membership, DateOnly lastDay, string? decision) => Change(() => End(membership, lastDay, decision));

    /// <summary>Another role or other hats from a day on: the old membership keeps its past. On its own first day it is a correction.</summary>
    public Membership ChangeSeat(Membership membership, TeamRole role, string? hats, DateOnly from, string? decision)
    {
        if (from == membership.From)
        {
            Change(() => (membership.Role, membership.Hats) = (role, hats));
            return membership;
        }

        var to = membership.To;
        if (from < membership.From || from > to)
        {
            throw new Refusal(Problems.TeamDaysOrder);
        }

        Membership? changed = null;
        Change(() =>
        {
            End(membership, from.AddDays(-1), decision);
            changed = Open(new Seat(membership.MemberId, role, hats), from, to, decision);
            all = [.. all, changed];
        });
        return changed!;
    }

    /// <summary>Sets right what was typed wrongly; no new membership, no decision.</summary>
    public void Correct(Membership membership, TeamRole role, string? hats, DateOnly from, DateOnly? to) =>
        Change(() => (membership.Role, membership.Hats, membership.From, membership.To) = (role, hats, from, to));

    /// <summary>What one decision of kiện toàn would do, when these are all the seats from the day on.</summary>
    public ReformPlan PlanReform(IReadOnlyList<Seat> seats, DateOnly day)
    {
        if (seats.Select(s => s.MemberId).Distinct().Count() < seats.Count)
        {
            throw new Refusal(Problems.TeamMemberTwice);
        }

        var now = On(day).ToDictionary(m => m.MemberId);
        var leaving = now.Values.Where(m => seats.All(s => s.MemberId != m.MemberId)).ToList();
        var staying = seats.Where(s => now.TryGetValue(s.MemberId, out var m) && m.Role == s.Role && m.Hats == s.Hats).Select(s => now[s.MemberId]).ToList();
        var changing = seats.Where(s => now.TryGetValue(s.MemberId, out var m) && !staying.Contains(m)).Select(s => (now[s.MemberId], s)).ToList();
        return new(leaving, staying, changing, [.. seats.Where(s => !now.ContainsKey(s.MemberId))]);
    }

    public ReformPlan Reform(IReadOnlyList<Seat> seats, DateOnly day, string decision)
    {
        var plan = PlanReform(seats, day);
        Change(() =>
        {
            foreach (var membership in plan.Leaving.Concat(plan.Changing.Select(c => c.From)))
            {
                End(membership, day.AddDays(-1), decision);
            }

            all = [.. all, .. plan.Changing.Select(c => c.To).Concat(plan.Joining).Select(s => Open(s, day, null, decision))];
        });
        return plan;
    }

    /// <param name="day">The first day on which the team is no more.</param>
    public void Dissolve(DateOnly day, string decision)
    {
        if (team.DissolvedOn is not null)
        {
            throw new Refusal(Problems.TeamDissolved, team.DissolvedOn);
        }

        Change(() =>
        {
            foreach (var membership in all.Where(m => m.To is null || m.To >= day))
            {
                End(membership, day.AddDays(-1), decision);
            }

            team.DissolvedOn = day;
        });
    }

    private Membership Open(Seat seat, DateOnly from, DateOnly? to, string? decision) => new()
    {
        Id = newId(), TeamId = team.Id, MemberId = seat.MemberId, Role = seat.Role, Hats = seat.Hats, From = from, To = to, DecisionNumber = decision,
    };

    private static void End(Membership membership, DateOnly lastDay, string? decision)
    {
        if (membership.To < lastDay)
        {
            throw new Refusal(Problems.TeamDaysOrder);
        }

        (membership.To, membership.EndDecisionNumber) = (lastDay, decision);
    }

    /// <summary>Does it, checks the whole, and puts everything back when a rule is broken.</summary>
    private void Change(Action act)
    {
        var (before, dissolved) = (all, team.DissolvedOn);
        var states = all.Select(m => (m, m.Role, m.Hats, m.From, m.To, m.EndDecisionNumber)).ToList();
        try
        {
            act();
            Check(all);
        }
        catch
        {
            (all, team.DissolvedOn) = (before, dissolved);
            foreach (var (m, role, hats, from, to, end) in states)
            {
                (m.Role, m.Hats, m.From, m.To, m.EndDecisionNumber) = (role, hats, from, to, end);
            }

            throw;
        }
    }

    private void Become(List<Membership> next)
    {
        Check(next);
        all = next;
    }

    private void Check(List<Membership> next)
    {
        if (next.Exists(m => m.To < m.From))
        {
            throw new Refusal(Problems.TeamDaysOrder);
        }

        if (team.DissolvedOn is { } end && next.Exists(m => m.To is null || m.To >= end))
        {
            throw new Refusal(Problems.TeamDissolved, end);
        }

        foreach (var person in next.GroupBy(m => m.MemberId))
        {
            if (Overlapping(person) is { } day)
            {
                throw new Refusal(Problems.TeamMemberTwice, day);
            }
        }

        if (Overlapping(next.Where(m => m.Role == TeamRole.Leader)) is { } both)
        {
            throw new Refusal(Problems.TeamTwoLeaders, both);
        }
    }

    /// <summary>The first day that two of these share, or null.</summary>
    private static DateOnly? Overlapping(IEnumerable<Membership> memberships)
    {
        Membership? last = null;
        foreach (var next in memberships.OrderBy(m => m.From).ThenBy(m => m.To ?? DateOnly.MaxValue))
        {
            if (last is not null && (last.To is null || last.To >= next.From))
            {
                return next.From;
            }

            last = next;
        }

        return null;
    }
}
