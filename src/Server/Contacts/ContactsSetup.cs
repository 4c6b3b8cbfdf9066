using TungNgo.Households;

namespace TungNgo.Contacts;

internal static class ContactsSetup
{
    public static IServiceCollection AddContacts(this IServiceCollection services) => services
        .AddScoped<ContactEvents>().AddScoped<OptOuts>().AddScoped<RefusalWords>().AddSingleton<OptOutTokens>().AddSingleton<IFollowsHousehold, MergedContacts>();
}
