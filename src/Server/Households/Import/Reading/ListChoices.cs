using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>What the officer has answered that the reading itself goes by.</summary>
/// <param name="answers">By key; see <see cref="Job.ImportJob.Answers"/>.</param>
internal sealed class ListChoices(IReadOnlyDictionary<string, string> answers)
{
    public const string Yes = "yes", No = "no", Hidden = "hidden";

    public static readonly ListChoices None = new(new Dictionary<string, string>());

    /// <summary>Rows and sheets that the office does not see are read, too.</summary>
    public bool ReadsHidden => answers.GetValueOrDefault(Hidden) == Yes;

    public static string AcceptKey(CellProblem problem) => $"accept:{problem}";

    public static string FontKey(string signature, LegacyFont font) => $"font:{signature}:{font}";

    public bool Accepts(CellProblem problem) => answers.GetValueOrDefault(AcceptKey(problem)) == Yes;

    /// <summary>Whether text of the font is changed into what it means; null as long as nobody said so.</summary>
    public bool? Converts(string signature, LegacyFont font) => answers.GetValueOrDefault(FontKey(signature, font)) switch { Yes => true, No => false, _ => null };
}
