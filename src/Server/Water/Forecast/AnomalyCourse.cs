namespace TungNgo.Water.Forecast;

/// <summary>How anomalies of a station live and die; variances as shares of each other, times in days.</summary>
/// <param name="Believed">A surprise of more standard deviations is believed only so far: at one station it is a slip, at another the water itself.</param>
internal readonly record struct AnomalyHabits(double FastDays, double Fast, double SlowDays, double Slow, double Year, double Tide, double Noise, double Believed);

/// <summary>
/// What is known of an anomaly, and how much a reading tells, whatever it says: the half of a Kalman filter that does not see the values (e.g. Durbin and
/// Koopman, "Time Series Analysis
/// by State Space Methods", 2012). An anomaly is a smooth one of days (Matérn 3/2, value and speed: wind, flow), one of weeks, one of the year, and a
/// tide that is stronger
/// or later than usual. Days without a reading only let it forget: any gap is as good as any other.
/// </summary>
internal sealed class AnomalyCourse
{
    public const int Size = 6;
    private const double YearDays = 400;
    private const double TideDays = 60;

    private readonly AnomalyHabits habits;
    private readonly double pace;
    private readonly double[] spread = new double[Size * Size];
    private readonly double[] gain = new double[Size];
    private int? at;

    public AnomalyCourse(AnomalyHabits habits)
    {
        this.habits = habits;
        pace = Math.Sqrt(3) / habits.FastDays;
        double[] start = [habits.Fast, habits.Fast * pace * pace, habits.Slow, habits.Year, habits.Tide, habits.Tide];
        for (var i = 0; i < Size; i++)
        {
            spread[i * Size + i] = start[i];
        }
    }

    /// <summary>How much of a surprise goes into each part.</summary>
    public ReadOnlySpan<double> Gain => gain;

    /// <summary>The last day that was read.</summary>
    public int? Day => at;

    /// <summary>Lets the time up to a day pass over what is known and over the parts, without a reading yet.</summary>
    public void Advance(int day, Span<double> parts)
    {
        if (at is { } last && last != day)
        {
            Fade(day - last, parts);
        }
    }

    /// <summary>A day is read, after the time up to it has passed.</summary>
    /// <returns>Variance of the surprise.</returns>
    public double Read(int day, double[] tide)
    {
        if (at is { } last && last != day)
        {
            Spread(day - last);
        }

        at = day;
        var variance = habits.Noise;
        for (var i = 0; i < Size; i++)
        {
            var row = spread.AsSpan(i * Size, Size);
            gain[i] = Sum(row, tide);
        }

        variance += Sum(gain, tide);
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                spread[i * Size + j] -= gain[i] * gain[j] / variance;
            }
        }

        for (var i = 0; i < Size; i++)
        {
            gain[i] /= variance;
        }

        return variance;
    }

    /// <summary>The parts together, on a day with that tide.</summary>
    public static double Sum(ReadOnlySpan<double> parts, double[] tide) => parts[0] + parts[2] + parts[3] + parts[4] * tide[0] + parts[5] * tide[1];

    public void Fade(int days, Span<double> parts)
    {
        var fade = Math.Exp(-pace * days);
        (parts[0], parts[1]) = (fade * ((1 + pace * days) * parts[0] + days * parts[1]), fade * ((1 - pace * days) * parts[1] - pace * pace * days * parts[0]));
        parts[2] *= Math.Exp(-days / habits.SlowDays);
        parts[3] *= Math.Exp(-days / YearDays);
        parts[4] *= Math.Exp(-days / TideDays);
        parts[5] *= Math.Exp(-days / TideDays);
    }

    private void Spread(int days)
    {
        var fade = Math.Exp(-pace * days);
        var (a, b, c, d) = (fade * (1 + pace * days), fade * days, -fade * pace * pace * days, fade * (1 - pace * days));
        for (var j = 0; j < Size; j++)
        {
            (spread[j], spread[Size + j]) = (a * spread[j] + b * spread[Size + j], c * spread[j] + d * spread[Size + j]);
        }

        for (var j = 0; j < Size * Size; j += Size)
        {
            (spread[j], spread[j + 1]) = (a * spread[j] + b * spread[j + 1], c * spread[j] + d * spread[j + 1]);
        }

        double[] keep = [1, 1, Math.Exp(-days / habits.SlowDays), Math.Exp(-days / YearDays), Math.Exp(-days / TideDays), Math.Exp(-days / TideDays)];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                spread[i * Size + j] *= keep[i] * keep[j];
            }
        }

        // In the long run all is as uncertain as at the start: what fades is made up for.
        var (fast, speed) = (habits.Fast, habits.Fast * pace * pace);
        spread[0] += fast - (a * a * fast + b * b * speed);
        spread[1] -= a * c * fast + b * d * speed;
        spread[Size] -= a * c * fast + b * d * speed;
        spread[Size + 1] += speed - (c * c * fast + d * d * speed);
        double[] full = [0, 0, habits.Slow, habits.Year, habits.Tide, habits.Tide];
        for (var i = 2; i < Size; i++)
        {
            spread[i * Size + i] += full[i] * (1 - keep[i] * keep[i]);
        }
    }
}
