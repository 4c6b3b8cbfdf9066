namespace TungNgo.Training.Courses;

/// <summary>What is taught, as shipped: courses are data, and what is said in them is said in each language.</summary>
/// <param name="Code">Never used again for another course: certificates name it.</param>
/// <param name="Basis">The framework it follows, as offices cite it; null is none.</param>
/// <param name="ValidMonths">How long a certificate of it holds; null is for ever.</param>
/// <param name="Draw">How many questions one test has.</param>
/// <param name="PassRight">How many of them must be answered right.</param>
/// <param name="Lessons">Codes of the services whose guides are its lessons.</param>
internal sealed record Course(
    string Code, Dictionary<string, string> Name, Dictionary<string, string> Summary, string? Basis, int? ValidMonths, int Draw, int PassRight,
    IReadOnlyList<string> Lessons, IReadOnlyList<Question> Questions)
{
    /// <summary>How long what was learnt on a day holds; null is for ever.</summary>
    public DateOnly? LastDayFrom(DateOnly learnt) => ValidMonths is { } months ? learnt.AddMonths(months) : null;
}

/// <param name="Code">Unique in its course; a question that changes its meaning gets another one.</param>
/// <param name="Right">Index of the right option.</param>
/// <param name="Why">Told to whoever answered wrongly.</param>
internal sealed record Question(
    string Code, Dictionary<string, string> Text, IReadOnlyList<Dictionary<string, string>> Options, int Right, Dictionary<string, string> Why);
