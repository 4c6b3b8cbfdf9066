using System.Text;

namespace TungNgo.Training.Courses;

/// <summary>What a test came to.</summary>
internal readonly record struct TestResult(int Right, int Asked, bool Passed);

/// <summary>
/// Which questions of a bank one test has, and what its answers come to. Phones draw without a line and the server draws again, so both reckon the same way:
/// the questions with the smallest hashes of the test's id and their code. The phone's part is in src/Field/src/training/draw.ts.
/// </summary>
internal static class DrawnTest
{
    public static IReadOnlyList<Question> Of(Course course, Guid test) =>
        [.. course.Questions.OrderBy(q => Hash($"{test:d}/{q.Code}")).ThenBy(q => q.Code, StringComparer.Ordinal).Take(course.Draw)];

    /// <param name="answers">By question: the chosen option.</param>
    /// <returns>Null when these are not the answers to this test's questions.</returns>
    public static TestResult? Judge(Course course, Guid test, IReadOnlyDictionary<string, int> answers)
    {
        var drawn = Of(course, test);
        if (drawn.Count == 0 || answers.Count != drawn.Count
            || drawn.Any(q => !answers.TryGetValue(q.Code, out var chosen) || chosen < 0 || chosen >= q.Options.Count))
        {
            return null;
        }

        var right = drawn.Count(q => answers[q.Code] == q.Right);
        return new(right, drawn.Count, right >= course.PassRight);
    }

    /// <summary>FNV-1a of 32 bits, then mixed: what differs in one letter at the end must not stand side by side.</summary>
    internal static uint Hash(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var value in Encoding.ASCII.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 16_777_619u);
        }

        hash = unchecked((hash ^ (hash >> 16)) * 0x85EB_CA6Bu);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2_AE35u);
        return hash ^ (hash >> 16);
    }
}
