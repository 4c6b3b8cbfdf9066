namespace TungNgo.Web;

/// <summary>
/// Looks at all that was sent before it refuses any of it, so that a form tells everything that is to be set right at once. Whoever asks by program hears
/// the first.
/// </summary>
internal sealed class Checks
{
    private readonly List<Refusal> found = [];

    /// <returns>What was read; nothing where it was refused, and then <see cref="Pass"/> refuses.</returns>
    public T Of<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Refusal refusal)
        {
            found.Add(refusal);
            return default!;
        }
    }

    public void That(bool holds, Problem problem, params object?[] values)
    {
        if (!holds)
        {
            found.Add(new Refusal(problem, values));
        }
    }

    /// <exception cref="Refusal">Something was wrong; all of it is told.</exception>
    public void Pass()
    {
        if (found is [var first, .. var others])
        {
            throw new Refusal(first.Problem, first.Values) { Others = others };
        }
    }
}
