namespace TungNgo.Water.Forecast;

/// <summary>
/// Makes up seasons that move as those of the Hậu and the Mỹ Thanh do: for demonstration, tests and measurements, never mixed with real readings. The
/// same seed gives
/// the same readings.
/// </summary>
internal sealed class SeasonGenerator(MadeStation station, Weather weather, int seed)
{
    /// <summary>
    /// The ten points of the province's bulletin. Spring and neap of Trần Đề and Long Phú are wider than two bulletins of April 2025 gave: so persistence
    /// errs as it does on long records.
    /// </summary>
    public static IReadOnlyList<MadeStation> Stations { get; } =
    [
        new("Trần Đề", SaltSide.Hau, 17, 0.24, 0.55, 3), new("Long Phú", SaltSide.Hau, 13.8, 0.24, 0.45, 3.5), new("Đại Ngãi", SaltSide.Hau, 4.5, 0.40, 0.35, 4),
        new("Phụng An", SaltSide.Hau, 1.8, 0.80, 0.3, 4.5), new("Cái Trâm", SaltSide.Hau, 0.7, 0.3, 0.45, 4.5), new("An Lạc Tây", SaltSide.Hau, 0.3, 0.6, 0, 5),
        new("Dù Tho", SaltSide.MyThanh, 12, 0.20, 0.3, 3.5), new("Thạnh Phú", SaltSide.MyThanh, 3.2, 0.70, 0.25, 5), new("Sóc Trăng", SaltSide.Hau, 2.0, 0.2, 0.5, 5),
        new("Ngã Năm", SaltSide.MyThanh, 1.5, 0.5, 0.2, 6),
    ];

    /// <summary>From one high water to the next, hours.</summary>
    private const double TidalHours = 12.4206;

    public IEnumerable<StationReading> Read(int firstYear, int lastYear, Reading how, int minutes = 10)
    {
        var first = new DateOnly(firstYear, 1, 1);
        var days = Days(first, new DateOnly(lastYear, 12, 31).AddDays(1));
        var random = new Random(seed ^ 0x5EED);
        foreach (var time in Times(firstYear, lastYear, how, minutes, random))
        {
            if (random.NextDouble() < weather.Missing)
            {
                continue;
            }

            var value = Round(Within(days, first, time) + (how == Reading.Always ? 0 : 0.01 * Normal(random)));
            yield return new StationReading(time, random.NextDouble() < weather.Typos && value > 0 ? Math.Round(10 * value, 3) : value);
        }
    }

    /// <summary>Highest and lowest of every day, before anybody reads.</summary>
    public DayValue[] Days(DateOnly first, DateOnly end)
    {
        var random = new Random(seed);
        var days = new DayValue[end.DayNumber - first.DayNumber];
        double fast = 0, speed = 0, slow = Normal(random), strong = Normal(random), late = Normal(random);
        double wind = 1;
        int windDays = 0, freshDays = 0;
        for (var i = 0; i < days.Length; i++)
        {
            var day = first.AddDays(i);
            // Wind and flow push for days and let go slowly: an anomaly with a momentum of its own.
            speed += 0.5 * (-2 * speed / weather.FastDays * 2 - fast / (weather.FastDays * weather.FastDays) * 4) + 0.5 * Math.Pow(2 / weather.FastDays, 1.5) * 2 * Normal(random);
            fast += 0.5 * speed;
            slow = Towards(slow, weather.SlowDays, random);
            strong = Towards(strong, 40, random);
            late = Towards(late, 40, random);
            (wind, windDays) = windDays > 0 ? (wind, windDays - 1)
                : day.Month is 12 or <= 3 && random.NextDouble() < 0.08 ? (1.02 + 0.13 * random.NextDouble(), random.Next(3, 7))
                : (random.NextDouble() < 0.2 ? 0.95 + 0.07 * random.NextDouble() : 1, 0);
            freshDays = freshDays > 0 ? freshDays - 1 : random.NextDouble() < weather.Freshets ? random.Next(6, 16) : 0;
            var phase = TideTerms.SpringPhase(day) - 2 * Math.PI * weather.Lag / (Moon.SynodicMonth / 2);
            var spring = weather.Tide is { } tide ? (1 + weather.TideSpread * strong) * tide(day) : (1 + weather.TideSpread * strong) * Math.Cos(phase) + weather.TideSpread * late * Math.Sin(phase);
            var anomaly = Math.Exp(weather.Fast * fast + weather.Slow * slow + weather.Noise * Normal(random) * (random.NextDouble() < weather.Shocks ? 4 : 1) - (weather.Fast * weather.Fast + weather.Slow * weather.Slow) / 2);
            var level = station.Amplitude * Course(day) * weather.Severity(Season.Of(day)) * Math.Max(0, 1 + station.Spring * spring) * wind * anomaly
                * (freshDays > 0 ? 0.6 : 1);
            var fresh = weather.Fresh * Math.Min(1, station.Amplitude / 3) * random.NextDouble();
            var max = Math.Clamp(Math.Max(level, fresh), 0, 36);
            days[i] = new DayValue(day, max, max * Math.Clamp(station.MinShare * (1 + 0.25 * Normal(random)), 0, 0.95));
        }

        return days;
    }

    /// <summary>0 in the rains, 1 when the salt stands highest; raised cosines between.</summary>
    private double Course(DateOnly day)
    {
        var date = day.DayNumber - new DateOnly(day.Month >= 9 ? day.Year + 1 : day.Year, 1, 1).DayNumber;
        var (begin, top, fall) = station.Side == SaltSide.Hau ? (-47, 50, 104) : (40, 94, 94);
        const int End = 155;
        return date <= begin || date >= End ? 0
            : date < top ? (1 - Math.Cos(Math.PI * (date - begin) / (top - begin))) / 2
            : date <= fall ? 1
            : (1 + Math.Cos(Math.PI * (date - fall) / (End - fall))) / 2;
    }

    /// <summary>Two tides a day, about fifty minutes later every day, between the lowest and the highest.</summary>
    private double Within(DayValue[] days, DateOnly first, DateTime time)
    {
        var hours = (time - first.ToDateTime(TimeOnly.MinValue)).TotalHours;
        var at = hours / 24 - 0.5;
        var index = Math.Clamp((int)Math.Floor(at), 0, days.Length - 2);
        var share = Math.Clamp(at - index, 0, 1);
        var max = days[index].Max + share * (days[index + 1].Max - days[index].Max);
        var min = days[index].Min + share * (days[index + 1].Min - days[index].Min);
        // High water keeps the moon's time.
        var moon = TideTerms.SpringPhase(DateOnly.FromDateTime(time)) / (2 * Math.PI) * TidalHours;
        var tide = (1 + Math.Cos(2 * Math.PI * ((time.TimeOfDay.TotalHours - station.HighTide) / TidalHours - moon / TidalHours))) / 2;
        return min + (max - min) * tide;
    }

    private static IEnumerable<DateTime> Times(int firstYear, int lastYear, Reading how, int minutes, Random random)
    {
        if (how == Reading.Always)
        {
            for (var time = new DateTime(firstYear, 1, 1); time.Year <= lastYear; time = time.AddMinutes(minutes))
            {
                yield return time;
            }

            yield break;
        }

        for (var year = firstYear; year <= lastYear; year++)
        {
            for (var day = new DateTime(year, 2, 1).AddDays(random.Next(4)); day.Month <= 5;)
            {
                var run = how == Reading.Daily ? 1 : random.NextDouble() < 0.8 ? 3 : random.Next(2, 5);
                for (var reading = 0; reading < 12 * run; reading++)
                {
                    yield return day.AddHours(1 + 2 * reading);
                }

                // 50, 74 or 98 hours from the last reading to the next.
                day = day.AddDays(run + (how == Reading.Daily ? 0 : random.Next(2, 5)));
            }
        }
    }

    private double Round(double value) => Math.Round(Math.Round(Math.Max(0, value) / weather.Step) * weather.Step, 3);

    private static double Towards(double value, double days, Random random)
    {
        var keep = Math.Exp(-1 / days);
        return keep * value + Math.Sqrt(1 - keep * keep) * Normal(random);
    }

    /// <summary>Standard normal, after Box and Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
