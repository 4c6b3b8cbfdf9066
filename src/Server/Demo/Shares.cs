namespace TungNgo.Demo;

/// <summary>Chance that repeats: everything the demo invents comes from one seeded source.</summary>
internal static class Shares
{
    /// <summary>Splits a total into whole parts that follow the weights and sum up exactly (largest remainder).</summary>
    public static int[] Split(int total, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(w => total * w / sum).ToArray();
        var parts = exact.Select(e => (int)e).ToArray();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i).Take(total - parts.Sum()))
        {
            parts[i]++;
        }

        return parts;
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>Exactly <paramref name="count"/> of the items, each as likely as the other, in their order.</summary>
    /// <exception cref="InvalidOperationException">There are fewer items than that: the demo's plan does not add up.</exception>
    public static List<T> Choose<T>(this Random random, IReadOnlyList<T> items, int count)
    {
        if (count > items.Count)
        {
            throw new InvalidOperationException($"The demo needs {count} of {items.Count}.");
        }

        var chosen = new List<T>(count);
        for (var i = 0; i < items.Count && chosen.Count < count; i++)
        {
            if (random.Next(items.Count - i) < count - chosen.Count)
            {
                chosen.Add(items[i]);
            }
        }

        return chosen;
    }
}
