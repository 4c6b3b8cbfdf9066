using System.Text.RegularExpressions;
using TungNgo.Web;

namespace TungNgo.Bulletins.Templates;

/// <summary>
/// Fields of a template as an office edits them, one a line: "code | type | vi | km | en". Choices follow their field, each begun with a
/// dash: "- code | vi | km | en".
/// </summary>
internal static partial class TemplateFieldLines
{
    private static readonly string[] Types = ["text", "number", "time", "day", "choice"];

    public static string Write(IEnumerable<TemplateField> fields) => string.Join('\n', fields.SelectMany(f =>
        new[] { string.Join(" | ", [f.Code, f.Type, .. Words(f.Name)]) }.Concat((f.Choices ?? []).Select(c => "- " + string.Join(" | ", [c.Key, .. Words(c.Value)])))));

    public static List<TemplateField> Read(string text)
    {
        var fields = new List<TemplateField>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.TrimStart('-').Split('|', StringSplitOptions.TrimEntries);
            var isChoice = line.StartsWith('-');
            var names = parts.Skip(isChoice ? 1 : 2).ToArray();
            if (!Code().IsMatch(parts[0]) || names is not [{ Length: > 0 }, ..] || (isChoice ? fields is not [.., { Type: "choice" }] : !Types.Contains(parts[1]) || fields.Any(f => f.Code == parts[0])))
            {
                throw new Refusal(Problems.TemplateUnreadable, line);
            }

            var words = Texts.Languages.Zip(names).Where(w => w.Second.Length > 0).ToDictionary(w => w.First, w => w.Second);
            if (isChoice)
            {
                fields[^1].Choices![parts[0]] = words;
            }
            else
            {
                fields.Add(new(parts[0], parts[1], words, parts[1] == "choice" ? [] : null));
            }
        }

        return fields.FirstOrDefault(f => f.Choices?.Count == 0) is { } empty ? throw new Refusal(Problems.TemplateUnreadable, empty.Code) : fields;
    }

    private static IEnumerable<string> Words(Dictionary<string, string> words) => Texts.Languages.Select(l => words.GetValueOrDefault(l, ""));

    [GeneratedRegex("^[a-z0-9_]{1,40}$")]
    private static partial Regex Code();
}
