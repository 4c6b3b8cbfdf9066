namespace TungNgo.Data;

/// <summary>Splits a total so that its parts are the whole, to the last one.</summary>
internal static class LargestRemainder
{
    /// <summary>Parts that follow the weights, in steps of the last decimal; what rounding leaves over goes to those that lost most by it, equal ones in their order.</summary>
    /// <param name="weights">Not below nought; all nought counts as all equal.</param>
    public static decimal[] Split(decimal total, IReadOnlyList<decimal> weights, int decimals = 0)
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

        var exact = weights.Select(w => sum > 0 ? total * w / sum : total / weights.Count).ToArray();
        var parts = Array.ConvertAll(exact, e => Math.Floor(e / step) * step);
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
