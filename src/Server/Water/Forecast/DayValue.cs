namespace TungNgo.Water.Forecast;

/// <summary>Salinity of one legal day (Asia/Ho_Chi_Minh) at one station, g/l.</summary>
/// <param name="Max">The day's highest reading: what is forecast.</param>
/// <param name="Min">The day's lowest reading: how fresh the water gets at low tide.</param>
internal readonly record struct DayValue(DateOnly Day, double Max, double Min);
