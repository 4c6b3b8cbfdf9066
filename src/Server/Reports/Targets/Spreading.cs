namespace TungNgo.Reports.Targets;

/// <summary>Splits a target so that its parts are the whole, to the last one.</summary>
internal static class Spreading
{
    /// <summary>By largest remainders in steps of the indicator's last decimal; equal remainders go to the first.</summary>
    /// <param name="weights">Not below nought; all nought counts as all equal.</param>
    public static decimal[] Split(decimal total, IReadOnlyList<decimal> weights, int decimals)
    {
        if (weights.Count == 0)
        {
            return [];
        }

        var sum = weights.Sum();
        var step = 1m;
        for (var i = 0; i < decimals; i++)
        {
            step /= 10;
        }

        var exact = weights.Select(w => total * (sum > 0 ? w / sum : 1m / weights.Count)).ToArray();
        var parts = exact.Select(e => Math.Floor(e / step) * step).ToArray();
        var left = (int)Math.Round((total - parts.Sum()) / step);
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i).Take(Math.Max(0, left)))
        {
            parts[i] += step;
        }

        // What is finer than a step stays with the first, so that nothing is lost.
        parts[0] += total - parts.Sum();
        return parts;
    }
}
