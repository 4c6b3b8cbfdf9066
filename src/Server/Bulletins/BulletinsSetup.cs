using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Kinds;
using TungNgo.Bulletins.Words;
using TungNgo.Bulletins.Writing;

namespace TungNgo.Bulletins;

internal static class BulletinsSetup
{
    public static IServiceCollection AddBulletins(this IServiceCollection services) => services
        .AddScoped<BulletinScope>().AddScoped<ApprovalRules>().AddScoped<Completeness>().AddScoped<StoredFileBook>().AddScoped<BulletinReader>()
        .AddScoped<BulletinEdits>().AddScoped<BulletinDecisions>().AddScoped<BulletinSettings>().AddScoped<BulletinSeed>().AddScoped<SavedAudiences>();
}
