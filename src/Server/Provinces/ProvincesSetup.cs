using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Exchange.Push;
using TungNgo.Provinces.Packages;

namespace TungNgo.Provinces;

internal static class ProvincesSetup
{
    public static IServiceCollection AddProvinces(this IServiceCollection services) => services
        .AddSingleton<OwnKey>().AddScoped<MakePackage>().AddScoped<TakePackage>().AddScoped<ProvinceEdits>().AddScoped<CountryFigures>().AddSeed<ProvinceSeed>().AddSeed<OwnKeySeed>().AddSingleton<IPushBody, PackagePush>()
        .AddMenuItem(new(14, "/provinces", "provinces.title", "building-community", Permission.ViewProvinces, OfCountry: true));
}
