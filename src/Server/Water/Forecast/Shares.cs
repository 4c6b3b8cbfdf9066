namespace TungNgo.Water.Forecast;

/// <summary>
/// How much each of several forecasts should say in their mean: the shares, none below nothing and one together, that would have missed least in seasons
/// left out. Those seasons flatter whoever has more terms to fit, so the shares are held towards equal ones: they leave them only for a clear gain.
/// </summary>
internal static class Shares
{
    /// <summary>What leaving equal shares costs, as a part of how far apart the forecasts are.</summary>
    private const double Hold = 0.5;

    private const int Rounds = 60;

    /// <param name="misses">What each forecast said less what came, for every day.</param>
    public static double[] Of(IReadOnlyList<double[]> misses, int count)
    {
        var products = new double[count, count];
        foreach (var miss in misses)
        {
            for (var a = 0; a < count; a++)
            {
                for (var b = 0; b < count; b++)
                {
                    products[a, b] += miss[a] * miss[b];
                }
            }
        }

        var (apart, pairs) = (0.0, count * (count - 1) / 2);
        for (var a = 1; a < count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                apart += (products[a, a] + products[b, b] - 2 * products[a, b]) / pairs;
            }
        }

        var shares = new double[count];
        Array.Fill(shares, 1.0 / count);
        for (var round = 0; round < Rounds; round++)
        {
            for (var a = 1; a < count; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    Exchange(products, shares, Hold * apart, a, b);
                }
            }
        }

        return shares;
    }

    /// <summary>Two give and take until neither would gain; what both held stays together.</summary>
    private static void Exchange(double[,] products, double[] shares, double hold, int a, int b)
    {
        var slope = hold * (shares[a] - shares[b]);
        for (var c = 0; c < shares.Length; c++)
        {
            slope += (products[a, c] - products[b, c]) * shares[c];
        }

        // The last summand: forecasts that never differ have nothing to exchange.
        var curve = products[a, a] + products[b, b] - 2 * products[a, b] + 2 * hold + 1e-12;
        var step = Math.Clamp(-slope / curve, -shares[a], shares[b]);
        shares[a] += step;
        shares[b] -= step;
    }
}
