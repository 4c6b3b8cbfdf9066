namespace TungNgo.Web.Components;

/// <summary>What is wrong with a form, by the id of the field; shown beside the field and summed at the top.</summary>
public sealed class FormProblems
{
    private readonly List<(string Field, string Text)> all = [];

    public IReadOnlyList<(string Field, string Text)> All => all;
    public bool Any => all.Count > 0;

    /// <summary>Problem of a field, or null.</summary>
    public string? this[string field] => all.FirstOrDefault(p => p.Field == field).Text;

    /// <param name="field">Id of the field; empty when the form as a whole is meant.</param>
    /// <param name="text">A sentence in the reader's language.</param>
    public void Add(string field, string text) => all.Add((field, text));

    /// <summary>Adds a broken rule that a write refused, with what to do about it.</summary>
    internal void Add(string field, Refusal refusal, Texts texts) =>
        Add(field, $"{texts[$"error.{refusal.Problem.Code}", refusal.Values]} {texts[$"error.{refusal.Problem.Code}.next", refusal.Values]}");
}
