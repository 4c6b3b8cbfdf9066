using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>The forecaster where the regression is all that one needs: it must not know better and be worse.</summary>
[Trait("database", "none")]
public sealed class PlainRiverTests
{
    private const double Noticeable = 1.005;

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 1)]
    public void On_a_river_plainer_than_it_thinks_it_is_no_worse_than_the_regression_at_any_horizon(bool isShares, int seed)
    {
        var river = isShares ? new PlainRiver(9, 0.25, 0.9, 0.35, true) : new PlainRiver(14, 0.18, 0.8, 0.2, false);
        var cases = new[] { seed, seed + 1 }.SelectMany(s => Verification.Run(river.Days(s, 2002, 2023), from: 2018)!.Cases).ToList();
        for (var horizon = 1; horizon <= StationForecaster.Horizons; horizon++)
        {
            var score = HorizonScore.Of(horizon, [.. cases.Where(c => c.Horizon == horizon)])!;
            var own = score.Of(Method.Forecast).Rmse;
            Assert.True(own < Noticeable * score.Of(Method.Regression).Rmse, $"{horizon} days: {own:0.000}, regression {score.Of(Method.Regression).Rmse:0.000}");
            Assert.True(own < score.Of(Method.Persistence).Rmse, $"{horizon} days: {own:0.000}, persistence {score.Of(Method.Persistence).Rmse:0.000}");
        }

        Assert.InRange((double)cases.Count(c => c.IsWithin) / cases.Count, 0.75, 0.85);
    }
}
