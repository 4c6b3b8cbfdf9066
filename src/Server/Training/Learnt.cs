using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Training.Courses;

namespace TungNgo.Training;

/// <summary>What members have learnt and until when it holds: by certificates of ours that stand, and by what the national platform told.</summary>
internal sealed class Learnt(AppDb db, CourseCatalogue courses)
{
    /// <summary>
    /// Last days by member and course; null is for ever. All members: a province has a few thousand, and a list of their ids would be longer than the answer.
    /// </summary>
    /// <param name="course">Only of this one; null is all.</param>
    public async Task<ILookup<(Guid Member, string Course), DateOnly?>> ReadAsync(string? course, CancellationToken ct)
    {
        var signed = await db.Certificates.AsNoTracking().Where(c => c.RevokedAt == null && c.MemberId != null && (course == null || c.Course == course))
            .Select(c => new { Member = c.MemberId!.Value, c.Course, c.ValidTo }).ToListAsync(ct);
        var told = await db.Completions.AsNoTracking().Where(c => course == null || c.Course == course)
            .Select(c => new { Member = c.MemberId, c.Course, c.Day }).ToListAsync(ct);
        return signed.Select(c => (c.Member, c.Course, c.ValidTo))
            .Concat(told.Select(c => (c.Member, c.Course, ValidTo: courses.Find(c.Course)?.LastDayFrom(c.Day))))
            .ToLookup(c => (c.Member, c.Course), c => c.ValidTo);
    }
}
