namespace TungNgo.Web.Components;

/// <summary>A thing to set right, in the reader's language.</summary>
/// <param name="Field">Id of the field it speaks of; empty when the form as a whole is meant.</param>
/// <param name="Next">What to do about it, where <paramref name="What"/> does not say so itself.</param>
public sealed record FormProblem(string Field, string What, string? Next = null)
{
    public override string ToString() => Next is null ? What : $"{What} {Next}";
}

/// <summary>What is wrong with the form of this request: summed at the top of the page, and shown beside the fields.</summary>
public sealed class FormProblems
{
    private readonly List<FormProblem> all = [];

    public IReadOnlyList<FormProblem> All => all;

    /// <summary>What of the form was right is kept already: only what is told here is not.</summary>
    public bool IsRestKept { get; set; }

    /// <summary>Raised when a problem was added: what shows problems is drawn again.</summary>
    public event Action? Changed;

    /// <summary>Problem of a field, or null.</summary>
    public FormProblem? this[string field] => all.Find(p => p.Field == field);

    public void Add(FormProblem problem)
    {
        all.Add(problem);
        Changed?.Invoke();
    }

    /// <summary>Adds a broken rule that a write refused, with what to do about it.</summary>
    internal void Add(string field, Refusal refusal, Texts texts) =>
        Add(new(field, texts[$"error.{refusal.Problem.Code}", refusal.Values], texts[$"error.{refusal.Problem.Code}.next", refusal.Values]));
}
