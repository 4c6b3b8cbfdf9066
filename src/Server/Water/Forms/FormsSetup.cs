using TungNgo.Accounts;
using TungNgo.Accounts.Frame;

namespace TungNgo.Water.Forms;

internal static class FormsSetup
{
    public static IServiceCollection AddForms(this IServiceCollection services) => services.AddScoped<FormEdits>()
        .AddMenuItem(new(64, "/water/forms", "forms.title", "report", Permission.WriteBulletins));
}
