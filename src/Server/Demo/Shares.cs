using TungNgo.Data;

namespace TungNgo.Demo;

/// <summary>Chance that repeats: everything the demo invents comes from one seeded source.</summary>
internal static class Shares
{
    /// <summary>Splits a total into whole parts that follow the weights and sum up exactly.</summary>
    public static int[] Split(int total, IReadOnlyList<double> weights) =>
        Array.ConvertAll(LargestRemainder.Split(total, [.. weights.Select(w => (decimal)w)]), p => (int)p);

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
