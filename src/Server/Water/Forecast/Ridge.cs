using MathNet.Numerics.LinearAlgebra;

namespace TungNgo.Water.Forecast;

/// <summary>
/// Least squares with a pull towards zero, kept as sums by season, so that one season can be left out without going through the others again: what is said of a
/// season is then said by all the others.
/// </summary>
/// <param name="pull">How strongly each term is pulled towards zero, beside the others.</param>
internal sealed class Ridge(double[] pull)
{
    private readonly int size = pull.Length;
    private readonly Dictionary<int, Sums> seasons = [];
    private readonly Sums all = new(pull.Length);

    public IEnumerable<int> Seasons => seasons.Keys;

    public void Add(int season, double[] terms, double value, double weight = 1)
    {
        if (!seasons.TryGetValue(season, out var sums))
        {
            seasons[season] = sums = new Sums(size);
        }

        sums.Add(terms, value, weight);
        all.Add(terms, value, weight);
    }

    /// <param name="strength">Of the pull, as a share of each term's own sum of squares.</param>
    /// <param name="without">A season that is left out.</param>
    public double[] Solve(double strength, int? without = null)
    {
        var left = without is { } season ? seasons.GetValueOrDefault(season) : null;
        var matrix = Matrix<double>.Build.Dense(size, size, (i, j) => all.Squares[Math.Max(i, j)][Math.Min(i, j)] - (left?.Squares[Math.Max(i, j)][Math.Min(i, j)] ?? 0));
        var right = Vector<double>.Build.Dense(size, i => all.Products[i] - (left?.Products[i] ?? 0));
        for (var i = 0; i < size; i++)
        {
            // The last summand keeps a term that never moved (a station without a year) from making the matrix singular.
            matrix[i, i] += strength * pull[i] * matrix[i, i] + 1e-6;
        }

        return matrix.Cholesky().Solve(right).ToArray();
    }

    private sealed class Sums(int size)
    {
        /// <summary>The lower half; the upper is the same.</summary>
        public double[][] Squares { get; } = [.. Enumerable.Range(1, size).Select(i => new double[i])];
        public double[] Products { get; } = new double[size];

        public void Add(double[] terms, double value, double weight)
        {
            for (var i = 0; i < terms.Length; i++)
            {
                var (weighted, row) = (weight * terms[i], Squares[i]);
                Products[i] += weighted * value;
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] += weighted * terms[j];
                }
            }
        }
    }
}

internal static class Terms
{
    public static double Sum(double[] terms, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++)
        {
            sum += terms[i] * weights[i];
        }

        return sum;
    }
}
