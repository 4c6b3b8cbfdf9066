using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Tests.Training;

/// <summary>Phones and the server draw alike, and what is shipped can be asked.</summary>
public sealed class DrawnTestTests
{
    [Fact]
    public void The_server_draws_the_questions_that_the_phone_draws()
    {
        // The same numbers and names stand in src/Field/test/training.test.ts.
        var test = new Guid("01920000-0000-7000-8000-000000000001");
        Assert.Equal([444_641_715u, 302_579_122u], [DrawnTest.Hash("a"), DrawnTest.Hash($"{test:d}/otp")]);
        Assert.Equal(["otp", "prize", "data-min", "consent", "relative", "lost-phone"], DrawnTest.Of(ClassDesk.Security, test).Select(q => q.Code));
    }

    [Fact]
    public void Every_shipped_course_can_be_asked_and_read_in_each_language()
    {
        foreach (var course in new CourseCatalogue().InOrder)
        {
            Assert.InRange(course.PassRight, 1, course.Draw);
            Assert.InRange(course.Draw, 1, course.Questions.Count);
            Assert.Equal(course.Questions.Count, course.Questions.Select(q => q.Code).Distinct().Count());
            var texts = course.Questions.SelectMany(q => q.Options.Append(q.Text).Append(q.Why)).Append(course.Name).Append(course.Summary);
            Assert.All(texts, t => Assert.Equal(Texts.Languages.Order(), t.Where(w => w.Value.Length > 0).Select(w => w.Key).Order()));
            Assert.All(course.Questions, q => Assert.InRange(q.Right, 0, q.Options.Count - 1));
        }
    }
}
