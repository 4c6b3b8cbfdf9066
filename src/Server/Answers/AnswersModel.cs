using Microsoft.EntityFrameworkCore;

namespace TungNgo.Answers;

/// <summary>Keys of the tables of answers.</summary>
internal static class AnswersModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<NoticeAnswer>(e =>
        {
            e.HasKey(a => new { a.MatterId, a.HouseholdId });
            e.HasIndex(a => a.HouseholdId);
        });
        model.Entity<PageAnswerCount>().HasKey(c => new { c.MatterId, c.HamletId, c.Acted });
    }
}
