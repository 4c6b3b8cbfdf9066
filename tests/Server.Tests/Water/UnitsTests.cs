using TungNgo.Water.Readings;

namespace TungNgo.Tests.Water;

public sealed class UnitsTests
{
    /// <summary>Points of the practical salinity scale at 25 °C: sea water, and the low end against Hill's extension.</summary>
    [Theory]
    [InlineData(53.0649, 35.0, 0.005)]
    [InlineData(30.0, 18.60, 0.05)]
    [InlineData(10.0, 5.64, 0.05)]
    [InlineData(2.0, 1.02, 0.03)]
    [InlineData(1.0, 0.495, 0.02)]
    [InlineData(0.0, 0, 0)]
    public void A_conductivity_becomes_salt(double conductivity, double salinity, double near) =>
        Assert.InRange(Units.Salinity(conductivity), salinity - near, salinity + near);

    [Fact]
    public void There_and_back_is_the_same()
    {
        for (var salinity = 0.1; salinity < 40; salinity += 0.7)
        {
            Assert.Equal(salinity, Units.Salinity(Units.Conductivity(salinity)), 0.01);
        }
    }

    [Theory]
    [InlineData("15,6", 15.6, null)]
    [InlineData("15.6", 15.6, null)]
    [InlineData(" 15,6 ‰ ", 15.6, Unit.PerMille)]
    [InlineData("0,5 g/l", 0.5, Unit.GramsPerLitre)]
    [InlineData("<0,5", 0.5, null)]
    [InlineData("5200 µS/cm", 5200.0, Unit.MicroSiemens)]
    public void Numbers_are_read_as_offices_type_them(string text, double value, Unit? unit) => Assert.Equal((value, unit), Units.ReadNumber(text));

    [Theory]
    [InlineData("")]
    [InlineData("khô")]
    [InlineData("1.234,5")]
    [InlineData("3 kg")]
    public void What_is_no_number_is_none(string text) => Assert.Null(Units.ReadNumber(text));

    [Fact]
    public void Each_measure_refuses_the_units_of_others() => Assert.Null(Units.ToKept(Measure.Rain, 3, Unit.PerMille));
}
