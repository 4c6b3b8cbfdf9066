using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Members;
using TungNgo.Training.Courses;
using TungNgo.Training.Lessons;

namespace TungNgo.Training;

internal enum SkillState { Never, Holds, Expired }

/// <param name="Until">The last day of the best certificate; null is for ever, or never.</param>
internal readonly record struct Skill(SkillState State, DateOnly? Until);

/// <param name="Skills">By the courses, in their order.</param>
/// <param name="Read">How many lessons and guides they have gone through on their phone.</param>
internal sealed record SkillRow(Attendee Who, IReadOnlyList<Skill> Skills, int Read);

/// <summary>Who of a unit's or a team's members holds which certificate today: who can teach what, what has run out, who was never taught.</summary>
internal sealed class SkillMatrix(AppDb db, Learnt learnt, LessonBook lessons, CurrentUser user, ClassPeople people, CourseCatalogue courses, TimeProvider clock)
{
    public IReadOnlyList<Course> Courses => courses.InOrder;

    /// <summary>Of how many lessons and guides.</summary>
    public int Lessons => lessons.Count;

    /// <param name="teamId">Only of this team; null is all of the unit.</param>
    public async Task<IReadOnlyList<SkillRow>> ReadAsync(Guid areaId, Guid? teamId, CancellationToken ct)
    {
        var today = clock.Today();
        var members = people.Of(areaId, today).Where(a => (teamId is null || a.Team.Id == teamId) && user.Can(Permission.ViewTeams, a.Team.AreaId)).ToList();
        var held = await learnt.ReadAsync(null, ct);
        var read = (await db.LessonsRead.AsNoTracking().Select(r => new { r.MemberId, r.Lesson }).ToListAsync(ct))
            .Where(r => lessons.Knows(r.Lesson)).GroupBy(r => r.MemberId).ToDictionary(g => g.Key, g => g.Count());
        return [.. members.Select(m => new SkillRow(m, [.. courses.InOrder.Select(c => Of([.. held[(m.Person.Id, c.Code)]], today))], read.GetValueOrDefault(m.Person.Id)))
            .OrderBy(r => r.Who.Team.Name, AreaNames.Order).ThenByDescending(r => r.Who.Role).ThenBy(r => r.Who.Person.Name, PersonNames.Order)];
    }

    /// <summary>How many members of the unit's teams never had a course; asked by every overview, so it reads one column of one course.</summary>
    public async Task<int> NeverAsync(Guid areaId, string course, CancellationToken ct)
    {
        var had = await learnt.ReadAsync(course, ct);
        // Whoever sees the unit sees its teams: a province's five thousand members need no question each.
        var all = user.Can(Permission.ViewTeams, areaId);
        return people.In(areaId, clock.Today()).Count(a => !had.Contains((a.Person.Id, course)) && (all || user.Can(Permission.ViewTeams, a.Team.AreaId)));
    }

    private static Skill Of(IReadOnlyList<DateOnly?> held, DateOnly today) => held.Count == 0 ? new(SkillState.Never, null)
        : held.Any(d => d is null) ? new(SkillState.Holds, null)
        : held.Max() is { } last && last >= today ? new(SkillState.Holds, last) : new(SkillState.Expired, held.Max());
}
