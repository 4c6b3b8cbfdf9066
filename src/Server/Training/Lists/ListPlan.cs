using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training.Lists;

internal enum LineVerdict
{
    /// <summary>Would be, or was, written.</summary>
    New,

    /// <summary>Stands there already.</summary>
    Known,

    /// <summary>An officer has to say who, or what, is meant.</summary>
    Asked,

    /// <summary>An officer has said that it is none of theirs.</summary>
    NotOurs,

    /// <summary>Nobody in the register comes near it.</summary>
    Nobody,

    /// <summary>The list itself says that it was not finished.</summary>
    Unfinished,

    /// <summary>It cannot be read.</summary>
    Bad,
}

/// <summary>What the list leaves open.</summary>
/// <param name="Key">Under which the answer comes back; lines that ask the same are answered once.</param>
/// <param name="Choices">Ids of members, or codes of courses.</param>
internal sealed record ListQuestion(string Key, string Asked, IReadOnlyList<(string Value, string Text)> Choices)
{
    public bool IsCourse => Key.StartsWith("course:", StringComparison.Ordinal);
}

/// <param name="Because">Of a line that cannot be read: why.</param>
internal sealed record PlannedLine(
    PeopleLine Line, LineVerdict Verdict, Known? Who = null, Course? Course = null, DateOnly? Day = null, Refusal? Because = null);

/// <summary>What a list of people would do, line by line: nobody is guessed at, and what cannot be read stands beside what can.</summary>
internal sealed class ListPlan(MemberMatch match, IReadOnlyDictionary<string, string> answers)
{
    /// <summary>The answer that a line is none of ours.</summary>
    public const string NotOurs = "no";

    private readonly Dictionary<string, ListQuestion> questions = [];

    public List<PlannedLine> Lines { get; } = [];
    public IReadOnlyCollection<ListQuestion> Questions => questions.Values;

    public int Count(LineVerdict verdict) => Lines.Count(l => l.Verdict == verdict);

    /// <param name="judge">What becomes of a line once it is known who is meant.</param>
    public void Run(IEnumerable<PeopleLine> lines, Func<PeopleLine, PlannedLine?> early, Func<PeopleLine, Known, PlannedLine> judge)
    {
        foreach (var line in lines)
        {
            try
            {
                var person = line.Person();
                Lines.Add(early(line) ?? Whom(line, person, judge));
            }
            catch (Refusal refusal)
            {
                Lines.Add(new(line, LineVerdict.Bad, Because: refusal));
            }
        }
    }

    /// <summary>The answer to a question, when it is one of its choices or "none"; else the question is put, and null.</summary>
    public string? Ask(ListQuestion question)
    {
        questions.TryAdd(question.Key, question);
        return answers.GetValueOrDefault(question.Key) is { } answer && (answer == NotOurs || question.Choices.Any(c => c.Value == answer)) ? answer : null;
    }

    private PlannedLine Whom(PeopleLine line, NamedPerson person, Func<PeopleLine, Known, PlannedLine> judge)
    {
        var (sure, likely) = match.Find(person);
        if (sure is not null || likely.Count == 0)
        {
            return sure is null ? new(line, LineVerdict.Nobody) : judge(line, sure);
        }

        var asked = string.Join(" · ", new[] { person.Name, person.Phone, person.Unit }.OfType<string>());
        var key = $"who:{person.Key}:{person.Phone}:{Data.SearchKey.Fold(person.Unit)}";
        return Ask(new(key, asked, [.. likely.Select(k => ($"{k.Person.Id}", Shown(k)))])) switch
        {
            null => new(line, LineVerdict.Asked),
            NotOurs => new(line, LineVerdict.NotOurs),
            var chosen => judge(line, likely.First(k => $"{k.Person.Id}" == chosen)),
        };
    }

    private static string Shown(Known k) => string.Join(" · ", new[] { k.Person.Name, k.Person.Phone, k.Seat.Name }.OfType<string>());
}
